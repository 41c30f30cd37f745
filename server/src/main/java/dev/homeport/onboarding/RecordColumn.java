package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A column of a file of manufacturing records; its names are read whatever their case and signs.
 */
enum RecordColumn {
  SERIAL("serial", "serial", "serial|serial(number|no)"),
  MAC("mac", "mac", "mac(address)?"),
  MODEL("model", "model", "(device)?model"),
  HARDWARE_REVISION("hardwareRevision", "hardware_revision", "hardware|(hardware)?revision"),
  THUMBPRINT("thumbprint", "thumbprint", "(certificate)?thumbprint"),
  ENDORSEMENT_KEY("endorsementKey", "endorsement_key", "endorsementkey|tpm"),
  CUSTOMER("customer", "customer", "customer"),
  ORDER("order", "order_number", "order(number|no)?"),
  SOLD_TO("soldTo", "sold_to", "soldto|enduser");

  private final String heading;
  private final String column;
  private final String words;

  /**
   * @param words the pattern of its names without their signs
   */
  RecordColumn(String heading, String column, String words) {
    this.heading = heading;
    this.column = column;
    this.words = words;
  }

  /** The name in files and in the API. */
  String heading() {
    return heading;
  }

  /** The name in the table. */
  String column() {
    return column;
  }

  private static Optional<RecordColumn> of(String heading) {
    String plain = heading.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(known -> plain.matches(known.words)).findFirst();
  }

  /**
   * What a file's columns are, by its first row.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a name that is unknown or
   *     stands twice, and when there is no serial
   */
  static List<RecordColumn> of(List<String> headings) {
    List<RecordColumn> columns = new ArrayList<>();
    for (String heading : headings) {
      RecordColumn column =
          of(heading)
              .orElseThrow(
                  () ->
                      invalid(
                          "the first row names the column \""
                              + heading.strip()
                              + "\"; there are "
                              + Arrays.stream(values())
                                  .map(RecordColumn::heading)
                                  .collect(Collectors.joining(", "))));
      if (columns.contains(column)) {
        throw invalid("the column " + column.heading + " stands twice in the first row");
      }
      columns.add(column);
    }
    if (!columns.contains(SERIAL)) {
      throw invalid("the first row names no column " + SERIAL.heading);
    }
    return columns;
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
