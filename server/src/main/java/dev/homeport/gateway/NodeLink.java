package dev.homeport.gateway;

import dev.homeport.Identity;
import dev.homeport.messaging.DeviceLink;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reaches a device on this node through its session, on another through {@link NodeClient}.
 * Thread-safe; blocks, so it runs on virtual threads.
 */
public final class NodeLink implements DeviceLink {

  private final Sessions sessions;
  private final SessionDirectory directory;
  private final Node node;
  private final NodeClient client;

  public NodeLink(Sessions sessions, SessionDirectory directory, Node node, NodeClient client) {
    this.sessions = sessions;
    this.directory = directory;
    this.node = node;
    this.client = client;
  }

  @Override
  public boolean isConnected(Identity identity) {
    return sessions.find(identity).isPresent() || directory.nodeOf(identity).isPresent();
  }

  @Override
  public Set<Identity> connected(Collection<Identity> identities) {
    return directory.connected(identities);
  }

  @Override
  public MethodOutcome invoke(Identity identity, MethodCall call, Duration responseTimeout) {
    Optional<DeviceSession> session = sessions.find(identity);
    if (session.isPresent()) {
      return await(session.get(), call, responseTimeout);
    }
    Optional<UUID> holder = directory.nodeOf(identity).filter(id -> !id.equals(node.id()));
    return holder
        .flatMap(node::addressOf)
        .map(address -> client.invoke(address, identity, call, responseTimeout))
        .orElseGet(MethodOutcome.NotOnline::new);
  }

  /** Calls a device that this node must hold itself; for calls that another node passed on. */
  MethodOutcome invokeLocal(Identity identity, MethodCall call, Duration responseTimeout) {
    return sessions
        .find(identity)
        .map(session -> await(session, call, responseTimeout))
        .orElseGet(MethodOutcome.NotOnline::new);
  }

  private static MethodOutcome await(DeviceSession session, MethodCall call, Duration limit) {
    try {
      return session.invoke(call).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new MethodOutcome.TimedOut();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a method call failed inside its session", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new MethodOutcome.TimedOut();
    }
  }
}
