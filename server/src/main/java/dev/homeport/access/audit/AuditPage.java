package dev.homeport.access.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries, the newest first.
 *
 * @param continuation of the next page; null when this is the last
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String continuation) {}
