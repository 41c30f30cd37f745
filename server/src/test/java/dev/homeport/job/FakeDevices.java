package dev.homeport.job;

import dev.homeport.Identity;
import dev.homeport.messaging.DeviceLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Devices that are online when a test says so, and that count how often they are called. */
final class FakeDevices implements DeviceLink {

  final Set<Identity> online = ConcurrentHashMap.newKeySet();
  final Map<Identity, Integer> calls = new ConcurrentHashMap<>();
  final AtomicInteger underWay = new AtomicInteger();
  final AtomicInteger mostUnderWay = new AtomicInteger();
  volatile Function<Identity, MethodOutcome> answer = _ -> answered("{\"ok\":true}");

  static MethodOutcome answered(String payload) {
    return new MethodOutcome.Answered(200, payload.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean isConnected(Identity identity) {
    return online.contains(identity);
  }

  @Override
  public Set<Identity> connected(Collection<Identity> identities) {
    return identities.stream().filter(online::contains).collect(Collectors.toSet());
  }

  @Override
  public MethodOutcome invoke(Identity identity, MethodCall call, Duration responseTimeout) {
    calls.merge(identity, 1, Integer::sum);
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      return answer.apply(identity);
    } finally {
      underWay.decrementAndGet();
    }
  }
}
