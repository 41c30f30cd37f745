package dev.homeport.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ModuleId;
import dev.homeport.twin.TwinRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a hub's configurations make of one device and its modules.
 *
 * <p>A configuration of devices or of modules has a say at every twin that its condition is true
 * for. Of the deployments to an edge device that stand for themselves only the first counts, and of
 * the layers those ahead of it.
 *
 * @param twins the device's own first
 * @param missing modules that a deployment names and that are not registered
 */
record Evaluation(List<OfTwin> twins, Set<ModuleId> missing) {

  static final String APPLIED = "applied";

  /**
   * What they make of one twin.
   *
   * @param targeting the configurations that target it, the first one ahead
   * @param claims what these and deployments to its device want of it
   * @param targets the numbers of the targeting ones, and how each stands
   * @param section what services see, {@code {"id":{"status":"applied"}}}
   */
  record OfTwin(
      TwinRow row,
      List<Configuration> targeting,
      List<Claim> claims,
      Settlement settlement,
      Change change,
      Map<Long, Standing> targets,
      ObjectNode section) {

    /** Whether something has to be written. */
    boolean differs(Subject.Trace trace) {
      return !change.patch().isEmpty()
          || !trace.targets().equals(targets)
          || !trace.held().equals(change.held())
          || !row.configurations().equals(section);
    }

    /** The same when the change does not fit: nothing is written, and nothing applied by it. */
    OfTwin refused(Subject.Trace before) {
      Set<Long> standing =
          before.held().values().stream().map(Held::configuration).collect(Collectors.toSet());
      Map<Long, Standing> still = new HashMap<>();
      targets.forEach(
          (number, planned) ->
              still.put(
                  number,
                  new Standing(planned.applied() && standing.contains(number), planned.lostTo())));
      ObjectNode shown = section.deepCopy();
      targeting.forEach(
          c ->
              shown
                  .putObject(c.id().value())
                  .put("status", status(Objects.requireNonNull(still.get(c.number())).applied())));
      return new OfTwin(
          row,
          targeting,
          claims,
          settlement,
          new Change(JsonNodeFactory.instance.objectNode(), before.held()),
          still,
          shown);
    }
  }

  private static String status(boolean applied) {
    return applied ? APPLIED : "targeted";
  }

  static Evaluation of(Subject subject, List<Configuration> configurations) {
    Map<Long, Configuration> byNumber =
        configurations.stream().collect(Collectors.toMap(Configuration::number, c -> c));
    List<Configuration> ofDevice = targeting(subject, subject.device(), configurations);
    List<Configuration> deployments =
        subject.edge()
            ? ofDevice.stream().filter(c -> c.content() instanceof Content.OfEdge).toList()
            : List.of();
    ofDevice.removeIf(c -> c.content() instanceof Content.OfEdge && !subject.edge());

    List<OfTwin> modules = new ArrayList<>();
    Set<Long> deployed = new TreeSet<>();
    Map<Long, Set<Long>> lost = new HashMap<>();
    List<Configuration> counting = counting(deployments);
    for (TwinRow module : subject.modules()) {
      List<Configuration> ofModule = targeting(subject, module, configurations);
      List<Claim> claims = new ArrayList<>(claims(ofModule));
      claims.addAll(claims(counting, module));
      Settlement settlement = Settlement.of(claims);
      deployed.addAll(settlement.applied());
      addLosses(lost, settlement.lost());
      modules.add(
          ofTwin(
              subject,
              module,
              ofModule,
              claims,
              settlement,
              settlement.applied(),
              settlement.lost(),
              byNumber));
    }
    for (Configuration behind : deployments.subList(counting.size(), deployments.size())) {
      lost.put(behind.number(), Set.of(counting.getLast().number()));
    }

    List<Claim> claims = claims(ofDevice);
    Settlement settlement = Settlement.of(claims);
    Set<Long> applied = new TreeSet<>(deployed);
    applied.addAll(settlement.applied());
    addLosses(lost, settlement.lost());
    List<OfTwin> twins = new ArrayList<>();
    twins.add(
        ofTwin(subject, subject.device(), ofDevice, claims, settlement, applied, lost, byNumber));
    twins.addAll(modules);
    return new Evaluation(twins, missing(subject, counting));
  }

  private static void addLosses(Map<Long, Set<Long>> all, Map<Long, Set<Long>> more) {
    more.forEach(
        (loser, winners) -> all.computeIfAbsent(loser, _ -> new TreeSet<>()).addAll(winners));
  }

  private static OfTwin ofTwin(
      Subject subject,
      TwinRow row,
      List<Configuration> targeting,
      List<Claim> claims,
      Settlement settlement,
      Set<Long> applied,
      Map<Long, Set<Long>> lost,
      Map<Long, Configuration> byNumber) {
    Map<Long, Standing> targets = new HashMap<>();
    Map<Long, Boolean> shown = new HashMap<>();
    for (Configuration configuration : targeting) {
      long number = configuration.number();
      boolean applies = applied.contains(number);
      targets.put(number, new Standing(applies, lost.getOrDefault(number, Set.of())));
      shown.put(number, applies);
    }
    claims.forEach(c -> shown.put(c.configuration(), applied.contains(c.configuration())));
    Change change =
        Change.of(
            row.desired(), subject.trace(row.identity()).held(), settlement, byNumber::containsKey);
    return new OfTwin(
        row, targeting, claims, settlement, change, targets, section(shown, byNumber));
  }

  /** The configurations whose condition is true for a twin, those ahead first. */
  private static List<Configuration> targeting(
      Subject subject, TwinRow twin, List<Configuration> configurations) {
    Set<Long> before = subject.trace(twin.identity()).targets().keySet();
    return configurations.stream()
        .filter(c -> c.target().isAbout(twin.identity()))
        .filter(c -> c.target().includes(twin, before.contains(c.number())))
        .sorted(Comparator.comparing(c -> c.claim(DesiredContent.NOTHING), Claim.WINNER_FIRST))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The layers down to the first deployment that stands for itself, and that one. */
  private static List<Configuration> counting(List<Configuration> deployments) {
    List<Configuration> counting = new ArrayList<>();
    for (Configuration deployment : deployments) {
      counting.add(deployment);
      if (deployment.content() instanceof Content.OfEdge edge && edge.isBase()) {
        break;
      }
    }
    return Collections.unmodifiableList(counting);
  }

  private static List<Claim> claims(List<Configuration> targeting) {
    List<Claim> claims = new ArrayList<>();
    for (Configuration configuration : targeting) {
      switch (configuration.content()) {
        case Content.OfDevices(DesiredContent desired) -> claims.add(configuration.claim(desired));
        case Content.OfModules(DesiredContent desired) -> claims.add(configuration.claim(desired));
        case Content.OfEdge _ -> {
          // It wants nothing of the device's own twin.
        }
      }
    }
    return claims;
  }

  private static List<Claim> claims(List<Configuration> deployments, TwinRow module) {
    List<Claim> claims = new ArrayList<>();
    for (Configuration deployment : deployments) {
      if (deployment.content() instanceof Content.OfEdge(var contents)) {
        DesiredContent desired = contents.get(Objects.requireNonNull(module.identity().moduleId()));
        if (desired != null) {
          claims.add(deployment.claim(desired));
        }
      }
    }
    return claims;
  }

  private static Set<ModuleId> missing(Subject subject, List<Configuration> deployments) {
    Set<ModuleId> missing = new TreeSet<>(Comparator.comparing(ModuleId::value));
    for (Configuration deployment : deployments) {
      if (deployment.content() instanceof Content.OfEdge(var contents)) {
        missing.addAll(contents.keySet());
      }
    }
    subject.modules().forEach(m -> missing.remove(Objects.requireNonNull(m.identity().moduleId())));
    return missing;
  }

  private static ObjectNode section(Map<Long, Boolean> shown, Map<Long, Configuration> byNumber) {
    Map<String, Boolean> byId = new TreeMap<>();
    shown.forEach(
        (number, applied) -> {
          Configuration configuration = byNumber.get(number);
          if (configuration != null) {
            byId.put(configuration.id().value(), applied);
          }
        });
    ObjectNode section = JsonNodeFactory.instance.objectNode();
    byId.forEach((id, applied) -> section.putObject(id).put("status", status(applied)));
    return section;
  }
}
