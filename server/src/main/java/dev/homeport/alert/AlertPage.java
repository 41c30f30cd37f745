package dev.homeport.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some alerts, the newest first.
 *
 * @param before what the next page is asked for with; null after the last one
 */
public record AlertPage(List<Alert> items, @Nullable Long before) {}
