package dev.homeport.registry;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The hubs of the installation, which come and go while it runs. This node has them at hand; {@link
 * #reload}, which is to be called every second, takes over what other nodes changed. Thread-safe.
 */
public final class Hubs {

  /** Each costs every node some threads and megabytes. */
  public static final int MAX = 20;

  public static final int MAX_WEIGHT = 1_000;

  private static final int MAX_HOST_NAMES = 20;
  private static final int MAX_NETWORKS = 1_000;
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{3,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
              + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

  /** What this node has at hand. */
  private record Known(List<Hub> hubs, Map<String, HubName> byHost) {
    static Known of(List<Hub> hubs) {
      Map<String, HubName> byHost = new HashMap<>();
      hubs.forEach(hub -> hub.hostNames().forEach(host -> byHost.put(host, hub.name())));
      return new Known(List.copyOf(hubs), Map.copyOf(byHost));
    }
  }

  private final Jdbi jdbi;
  private final HubStore store = new HubStore();
  private final List<Consumer<List<Hub>>> followers = new CopyOnWriteArrayList<>();
  private volatile Known known = Known.of(List.of());
  private boolean told = true; // guarded by this

  public Hubs(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes the first hub with its policies where it is missing, and gives it these host names. */
  public void ensureDefault(Collection<String> hostNames) {
    jdbi.useTransaction(
        handle -> {
          List<String> names =
              new ArrayList<>(hostNames.stream().map(Hubs::lower).distinct().toList());
          store.all(handle).stream()
              .filter(hub -> !hub.name().equals(HubName.DEFAULT))
              .forEach(other -> names.removeAll(other.hostNames()));
          store.ensure(handle, HubName.DEFAULT, names);
          HubPolicies.begin(store, handle, HubName.DEFAULT);
        });
    reload();
  }

  /** Reads the hubs again, and tells who follows them when they are not the same. */
  public synchronized void reload() {
    List<Hub> now = jdbi.withHandle(store::all);
    if (told && now.equals(known.hubs())) {
      return;
    }
    known = Known.of(now);
    // When a follower fails, all are told again with the next call.
    told = false;
    followers.forEach(follower -> follower.accept(known.hubs()));
    told = true;
  }

  /**
   * Tells the hubs, now and whenever they are others.
   *
   * @param follower returns soon; one call at a time
   */
  public synchronized void follow(Consumer<List<Hub>> follower) {
    followers.add(follower);
    follower.accept(known.hubs());
  }

  /** The hubs by name. */
  public List<Hub> list() {
    return known.hubs();
  }

  /** The names of the hubs, sorted. */
  public List<HubName> all() {
    return known.hubs().stream().map(Hub::name).toList();
  }

  /**
   * The hub that a client means by the host name it uses; the first hub for a name that none lists.
   *
   * @param host perhaps with a port, as in a Host header
   */
  public HubName byHost(@Nullable String host) {
    if (host == null) {
      return HubName.DEFAULT;
    }
    int colon = host.lastIndexOf(':');
    String name = colon > 0 && host.indexOf(':') == colon ? host.substring(0, colon) : host;
    return known.byHost().getOrDefault(lower(name), HubName.DEFAULT);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * The hub of that name.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND} when there is none
   */
  public HubName named(String name) {
    return get(name).name();
  }

  /** The same, with all that is known of it. */
  public Hub get(String name) {
    HubName hub = new HubName(name);
    return find(hub).orElseThrow(() -> notFound(hub));
  }

  private Optional<Hub> find(HubName name) {
    return known.hubs().stream().filter(hub -> hub.name().equals(name)).findFirst();
  }

  private static HubException notFound(HubName hub) {
    return new HubException(ErrorCode.NOT_FOUND, "no hub " + hub);
  }

  /** The names under which clients reach a hub. */
  public List<String> hostNames(HubName hub) {
    return find(hub).map(Hub::hostNames).orElse(List.of());
  }

  /** A policy as it is now: a rolled key counts at once. */
  public Optional<HubPolicy> policy(HubName hub, String name) {
    return jdbi.withHandle(handle -> store.policy(handle, hub, name));
  }

  /**
   * Adds a hub with the policies that every hub begins with; this node serves it at once, the
   * others within seconds.
   *
   * @param hostNames DNS names with a dot, as the SDKs ask for one; at least one
   * @param networks whose devices are near to it
   */
  public Hub create(
      HubName name,
      Collection<String> hostNames,
      int weight,
      Collection<String> networks,
      Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Hub hub = new Hub(name, hostNames(hostNames), requireWeight(weight), networks(networks), now);
    jdbi.useTransaction(
        handle -> {
          store.lock(handle);
          if (store.exists(handle, name)) {
            throw new HubException(
                ErrorCode.HUB_ALREADY_EXISTS,
                "there is a hub " + name + ", or the data of one is still being removed");
          }
          if (store.all(handle).size() >= MAX) {
            throw new HubException(ErrorCode.QUOTA_EXCEEDED, "there are " + MAX + " hubs already");
          }
          requireFree(handle, hub);
          store.insert(handle, hub);
          HubPolicies.begin(store, handle, name);
        });
    reload();
    return hub;
  }

  /**
   * Changes a hub.
   *
   * @param hostNames in place of those before; null to keep them
   * @param weight null to keep it
   * @param networks in place of those before; null to keep them
   */
  public Hub update(
      String name,
      @Nullable Collection<String> hostNames,
      @Nullable Integer weight,
      @Nullable Collection<String> networks) {
    HubName wanted = new HubName(name);
    Hub changed =
        jdbi.inTransaction(
            handle -> {
              store.lock(handle);
              Hub current =
                  store.all(handle).stream()
                      .filter(hub -> hub.name().equals(wanted))
                      .findFirst()
                      .orElseThrow(() -> notFound(wanted));
              Hub next =
                  new Hub(
                      wanted,
                      hostNames == null ? current.hostNames() : hostNames(hostNames),
                      weight == null ? current.weight() : requireWeight(weight),
                      networks == null ? current.networks() : networks(networks),
                      current.createdAt());
              requireFree(handle, next);
              store.update(handle, next);
              return next;
            });
    reload();
    return changed;
  }

  /**
   * Ends a hub: nobody is served from now on, here at once and at other nodes within seconds. Its
   * data is removed after that.
   */
  public void remove(String name, Clock clock) {
    Hub hub = get(name);
    if (hub.name().equals(HubName.DEFAULT)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "the hub " + hub.name() + " is the installation's own");
    }
    jdbi.useTransaction(handle -> store.remove(handle, hub.name(), clock.instant()));
    reload();
  }

  private void requireFree(Handle handle, Hub wanted) {
    for (Hub other : store.all(handle)) {
      List<String> taken = new ArrayList<>(other.hostNames());
      taken.retainAll(wanted.hostNames());
      if (!other.name().equals(wanted.name()) && !taken.isEmpty()) {
        throw new HubException(
            ErrorCode.HUB_ALREADY_EXISTS, taken.getFirst() + " is a name of " + other.name());
      }
    }
  }

  private static List<String> hostNames(Collection<String> names) {
    List<String> wanted = names.stream().map(Hubs::lower).distinct().sorted().toList();
    if (wanted.isEmpty() || wanted.size() > MAX_HOST_NAMES) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a hub has 1 to " + MAX_HOST_NAMES + " host names");
    }
    for (String name : wanted) {
      // The installation's own hub may also be localhost.
      if (!HOST.matcher(name).matches() && !name.equals("localhost")) {
        throw new HubException(
            ErrorCode.ARGUMENT_INVALID,
            "a host name is one of DNS, with a dot, such as hub.example.com");
      }
    }
    return wanted;
  }

  private static List<Network> networks(Collection<String> texts) {
    if (texts.size() > MAX_NETWORKS) {
      throw new HubException(
          ErrorCode.NETWORK_INVALID, "at most " + MAX_NETWORKS + " networks are near to a hub");
    }
    return texts.stream().map(Network::parse).distinct().toList();
  }

  private static int requireWeight(int weight) {
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a weight is 0 to " + MAX_WEIGHT);
    }
    return weight;
  }
}
