package dev.homeport.onboarding;

import java.util.List;

/**
 * A page of the manufacturing records.
 *
 * @param total how many match
 */
public record RecordPage(List<StoredRecord> items, long total) {}
