package dev.homeport.onboarding;

import dev.homeport.TextArray;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL of imports that were done. */
final class ImportStore {

  /** Keeps an import with its errors, and no more than {@code kept} of the latest. */
  void insert(Handle handle, ImportResult result, int kept) {
    handle
        .createUpdate(
            """
            INSERT INTO record_import (id, at, by, rows, created, updated, unchanged, refused)
            VALUES (:id, :at, :by, :rows, :created, :updated, :unchanged, :refused)
            """)
        .bind("id", result.id())
        .bind("at", result.at())
        .bind("by", result.by())
        .bind("rows", result.rows())
        .bind("created", result.created())
        .bind("updated", result.updated())
        .bind("unchanged", result.unchanged())
        .bind("refused", result.refused())
        .execute();
    List<RowError> errors = result.errors();
    handle
        .createUpdate(
            """
            INSERT INTO record_import_error (import_id, line, serial, code, message)
            SELECT :id, line, serial, code, message
            FROM unnest(:lines, :serials, :codes, :messages) AS u (line, serial, code, message)
            """)
        .bind("id", result.id())
        .bindArray("lines", Long.class, errors.stream().map(RowError::line).toList())
        .bind("serials", new TextArray(errors.stream().map(RowError::serial).toList()))
        .bind("codes", new TextArray(errors.stream().map(RowError::code).toList()))
        .bind("messages", new TextArray(errors.stream().map(RowError::message).toList()))
        .execute();
    handle
        .createUpdate(
            """
            DELETE FROM record_import WHERE id IN (
              SELECT id FROM record_import ORDER BY at DESC OFFSET :kept)
            """)
        .bind("kept", kept)
        .execute();
  }

  Optional<ImportResult> find(Handle handle, UUID id, int errors) {
    return handle
        .createQuery(
            """
            SELECT at, by, rows, created, updated, unchanged, refused
            FROM record_import WHERE id = :id
            """)
        .bind("id", id)
        .map(
            (row, _) ->
                new ImportResult(
                    id,
                    row.getTimestamp("at").toInstant(),
                    row.getString("by"),
                    row.getLong("rows"),
                    row.getLong("created"),
                    row.getLong("updated"),
                    row.getLong("unchanged"),
                    row.getLong("refused"),
                    errors(handle, id, errors)))
        .findOne();
  }

  List<RowError> errors(Handle handle, UUID id, int limit) {
    return handle
        .createQuery(
            """
            SELECT line, serial, code, message FROM record_import_error
            WHERE import_id = :id ORDER BY line LIMIT :limit
            """)
        .bind("id", id)
        .bind("limit", limit)
        .map(
            (row, _) ->
                new RowError(
                    row.getLong("line"),
                    row.getString("serial"),
                    row.getString("code"),
                    row.getString("message")))
        .list();
  }
}
