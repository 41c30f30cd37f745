package dev.homeport.alert;

import dev.homeport.HubName;
import dev.homeport.webhook.Webhook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL of the tables {@code alert_channel} and {@code alert_notification}. */
final class ChannelStore {

  private static final String CHANNELS =
      """
      SELECT name, kind, recipients, url, secret, last_at, last_error FROM alert_channel
      WHERE hub = :hub
      """;

  private static final String MAIL = "mail";
  private static final String WEBHOOK = "webhook";

  /**
   * A message on its way.
   *
   * @param attempts with this one
   */
  record Due(long id, HubName hub, String channel, int attempts, Notice notice) {}

  List<ChannelState> all(Handle handle, HubName hub) {
    return handle
        .createQuery(CHANNELS + " ORDER BY name")
        .bind("hub", hub.value())
        .map((row, _) -> state(row))
        .list();
  }

  Optional<ChannelState> find(Handle handle, HubName hub, String name) {
    return handle
        .createQuery(CHANNELS + " AND name = :name")
        .bind("hub", hub.value())
        .bind("name", name)
        .map((row, _) -> state(row))
        .findOne();
  }

  void save(Handle handle, HubName hub, Channel channel) {
    List<String> recipients =
        channel instanceof Channel.ToMail mail ? mail.recipients() : List.of();
    boolean webhook = channel instanceof Channel.ToWebhook;
    handle
        .createUpdate(
            """
            INSERT INTO alert_channel (hub, name, kind, recipients, url, secret)
            VALUES (:hub, :name, :kind, :recipients, :url, :secret)
            ON CONFLICT (hub, name) DO UPDATE SET kind = excluded.kind,
              recipients = excluded.recipients, url = excluded.url, secret = excluded.secret
            """)
        .bind("hub", hub.value())
        .bind("name", channel.name())
        .bind("kind", webhook ? WEBHOOK : MAIL)
        .bindArray("recipients", String.class, recipients)
        .bind("url", channel instanceof Channel.ToWebhook hook ? hook.to().url().toString() : "")
        .bind(
            "secret", channel instanceof Channel.ToWebhook hook ? hook.to().secret().reveal() : "")
        .execute();
  }

  /** Whether there was one. */
  boolean delete(Handle handle, HubName hub, String name) {
    return handle.execute("DELETE FROM alert_channel WHERE hub = ? AND name = ?", hub.value(), name)
        > 0;
  }

  void note(Handle handle, HubName hub, String name, Instant now, @Nullable String error) {
    handle
        .createUpdate(
            """
            UPDATE alert_channel SET last_at = :now, last_error = :error
            WHERE hub = :hub AND name = :name
            """)
        .bind("hub", hub.value())
        .bind("name", name)
        .bind("now", now)
        .bind("error", error)
        .execute();
  }

  /**
   * Takes the message that is due for the longest time, so that no more alerts join it.
   *
   * @param again when it is due again if nobody says what became of it
   */
  Optional<Due> take(Handle handle, Instant now, Instant again) {
    return handle
        .createQuery(
            """
            UPDATE alert_notification SET attempts = attempts + 1, due_at = :again
            WHERE id = (SELECT id FROM alert_notification WHERE due_at <= :now
              ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, hub, rule, channel, kind, severity, opened_at, alerts, subjects, messages,
              attempts
            """)
        .bind("now", now)
        .bind("again", again)
        .map((row, _) -> due(row))
        .findOne();
  }

  void later(Handle handle, long id, Instant due) {
    handle.execute("UPDATE alert_notification SET due_at = ? WHERE id = ?", due, id);
  }

  void done(Handle handle, long id) {
    handle.execute("DELETE FROM alert_notification WHERE id = ?", id);
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        row.getLong("id"),
        new HubName(row.getString("hub")),
        row.getString("channel"),
        row.getInt("attempts"),
        new Notice(
            row.getString("hub"),
            row.getString("rule"),
            row.getString("kind"),
            row.getString("severity"),
            row.getTimestamp("opened_at").toInstant(),
            row.getLong("alerts"),
            Arrays.asList((String[]) row.getArray("subjects").getArray()),
            Arrays.asList((String[]) row.getArray("messages").getArray())));
  }

  private static ChannelState state(ResultSet row) throws SQLException {
    String name = row.getString("name");
    Channel channel =
        row.getString("kind").equals(WEBHOOK)
            ? new Channel.ToWebhook(name, Webhook.of(row.getString("url"), row.getString("secret")))
            : new Channel.ToMail(
                name, Arrays.asList((String[]) row.getArray("recipients").getArray()));
    return new ChannelState(
        channel, AlertStore.time(row.getTimestamp("last_at")), row.getString("last_error"));
  }
}
