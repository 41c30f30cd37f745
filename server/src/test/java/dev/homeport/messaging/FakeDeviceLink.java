package dev.homeport.messaging;

import dev.homeport.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A link whose device gives the answers that a test lays out; it comes online by and by. */
final class FakeDeviceLink implements DeviceLink {

  final List<MethodCall> calls = new CopyOnWriteArrayList<>();
  private final List<MethodOutcome> answers = new ArrayList<>();
  private int looksUntilConnected;

  FakeDeviceLink answering(MethodOutcome... outcomes) {
    answers.addAll(List.of(outcomes));
    return this;
  }

  FakeDeviceLink connectedAtLook(int number) {
    looksUntilConnected = number;
    return this;
  }

  @Override
  public boolean isConnected(Identity identity) {
    return --looksUntilConnected <= 0;
  }

  @Override
  public Set<Identity> connected(Collection<Identity> identities) {
    return identities.stream().filter(this::isConnected).collect(Collectors.toSet());
  }

  @Override
  public MethodOutcome invoke(Identity identity, MethodCall call, Duration responseTimeout) {
    calls.add(call);
    return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
  }
}
