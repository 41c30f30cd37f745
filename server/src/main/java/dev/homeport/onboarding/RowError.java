package dev.homeport.onboarding;

/**
 * A row of a file that was not taken.
 *
 * @param line where it begins, from 1
 * @param serial as far as it could be read
 * @param code for programs: {@code ArgumentInvalid}, {@code IotHubFormatError}, {@code
 *     DuplicateSerial}, {@code DuplicateMac}, {@code MacTaken}
 */
public record RowError(long line, String serial, String code, String message) {}
