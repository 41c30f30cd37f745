package dev.homeport.app.console;

import dev.homeport.insight.Chart;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a device or module sent, in buckets of time.
 *
 * @param from the begin of the first bucket there could be
 * @param to the end of the last one
 * @param bucketSeconds the width of a bucket
 * @param series one of each metric that was asked for, in that order
 */
@Schema(
    name = "MetricHistory",
    requiredProperties = {"from", "to", "bucketSeconds", "series"})
public record MetricHistory(
    @Schema(format = "date-time") String from,
    @Schema(format = "date-time") String to,
    long bucketSeconds,
    List<MetricHistory.Series> series) {

  /**
   * The history of one metric.
   *
   * @param buckets those that have values, oldest first
   */
  @Schema(
      name = "MetricSeries",
      requiredProperties = {"metric", "buckets"})
  public record Series(String metric, List<Bucket> buckets) {}

  /**
   * The values of one span of time.
   *
   * @param time its begin
   */
  @Schema(
      name = "MetricBucket",
      requiredProperties = {"time", "min", "average", "max", "count"})
  public record Bucket(
      @Schema(format = "date-time") String time,
      double min,
      double average,
      double max,
      long count) {

    private static Bucket of(Chart.Bucket bucket) {
      return new Bucket(
          bucket.time().toString(), bucket.min(), bucket.average(), bucket.max(), bucket.count());
    }
  }

  static MetricHistory of(Chart chart) {
    return new MetricHistory(
        chart.from().toString(),
        chart.to().toString(),
        chart.width().toSeconds(),
        chart.series().entrySet().stream()
            .map(
                entry ->
                    new Series(entry.getKey(), entry.getValue().stream().map(Bucket::of).toList()))
            .toList());
  }
}
