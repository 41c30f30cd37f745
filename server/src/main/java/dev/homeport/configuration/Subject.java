package dev.homeport.configuration;

import dev.homeport.Identity;
import dev.homeport.twin.TwinRow;
import java.util.List;
import java.util.Map;

/**
 * A device with its modules, as an evaluation sees them.
 *
 * @param edge whether it is an edge device
 * @param traces what earlier evaluations left, by twin; a twin that none has touched is missing
 */
record Subject(TwinRow device, boolean edge, List<TwinRow> modules, Map<Identity, Trace> traces) {

  /**
   * What earlier evaluations left at one twin.
   *
   * @param targets the numbers of the configurations that target it, and how each stands
   * @param held what configurations wrote there, by path
   */
  record Trace(Map<Long, Standing> targets, Map<String, Held> held) {
    static final Trace NONE = new Trace(Map.of(), Map.of());
  }

  Trace trace(Identity identity) {
    return traces.getOrDefault(identity, Trace.NONE);
  }
}
