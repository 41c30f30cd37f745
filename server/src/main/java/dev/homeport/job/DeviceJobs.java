package dev.homeport.job;

import dev.homeport.twin.query.QuerySource;
import java.util.List;
import java.util.Map;

/**
 * What became of single devices, as queries read it: {@code SELECT * FROM devices.jobs}. A method
 * is named without its payload, so that a page stays small; the Java service client fails on an
 * answer that the method does not stand beside, as it looks for the answer in there. A device that
 * nothing was done to yet is {@code scheduled}, because service clients know no {@code pending}.
 */
public final class DeviceJobs {

  private static final String TIME_FORMAT = "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'";
  private static final String STATUS =
      "CASE t.status WHEN 'pending' THEN 'scheduled' ELSE t.status END";

  private DeviceJobs() {}

  /** The collection {@code devices.jobs}. */
  public static QuerySource source() {
    return new QuerySource(
        "devices.jobs",
        "job_target t JOIN job j ON j.hub = t.hub AND j.job_id = t.job_id",
        "t.hub",
        List.of("t.job_id", "t.device_id", "t.module_id"),
        Map.of(
            "jobId", "t.job_id", "deviceId", "t.device_id", "status", STATUS, "jobType", "j.type"),
        """
        jsonb_strip_nulls(jsonb_build_object(
          'deviceId', t.device_id, 'moduleId', nullif(t.module_id, ''), 'jobId', t.job_id,
          'jobType', j.type, 'status', %s,
          'startTimeUtc', %s, 'endTimeUtc', %s, 'createdDateTimeUtc', %s,
          'lastUpdatedDateTimeUtc', %s,
          'cloudToDeviceMethod', CASE j.type WHEN 'scheduleDeviceMethod'
            THEN (%s) - 'payload' END,
          'error', CASE WHEN t.error_code IS NOT NULL THEN jsonb_build_object(
            'code', t.error_code, 'description', t.error_description) END))
        || CASE WHEN t.method_status IS NOT NULL THEN jsonb_build_object(
             'outcome', jsonb_build_object('deviceMethodResponse', jsonb_build_object(
               'status', t.method_status, 'payload', (%s))))
           WHEN t.status = 'completed' THEN '{"outcome":{"deviceMethodResponse":null}}'
           ELSE '{}' END
        """
            .formatted(
                STATUS,
                time("coalesce(t.started_at, j.start_at)"),
                time("t.ended_at"),
                time("j.created_at"),
                time("t.updated_at"),
                json("j.work"),
                json("t.method_payload")));
  }

  /** Not all JSON is {@code jsonb}: a text with the character 0 is none. */
  private static String json(String column) {
    return "CASE WHEN pg_input_is_valid(%1$s, 'jsonb') THEN CAST(%1$s AS jsonb) END"
        .formatted(column);
  }

  private static String time(String column) {
    return "to_char(" + column + " AT TIME ZONE 'UTC', " + TIME_FORMAT + ")";
  }
}
