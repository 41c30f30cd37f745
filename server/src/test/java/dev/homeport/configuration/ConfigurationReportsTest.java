package dev.homeport.configuration;

import static dev.homeport.configuration.ConfiguredHub.HUB;
import static dev.homeport.configuration.ConfiguredHub.device;
import static dev.homeport.configuration.ConfiguredHub.json;
import static dev.homeport.configuration.ConfiguredHub.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.homeport.ConfigurationId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import dev.homeport.configuration.ConfigurationReports.Choice;
import dev.homeport.configuration.ConfigurationReports.Conflict;
import dev.homeport.configuration.ConfigurationReports.Targeted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people are shown of configurations. */
final class ConfigurationReportsTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private ConfiguredHub hub;

  @BeforeEach
  void open() {
    hub = new ConfiguredHub(database);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private ConfigurationReports.Detail report(String id) {
    return hub.reports.get(HUB, new ConfigurationId(id));
  }

  private List<Targeted> targets(String id, Choice choice) {
    return hub.reports.targets(HUB, new ConfigurationId(id), choice, null, 10);
  }

  private DraftCheck.Findings check(String content, String condition, Map<String, String> metrics) {
    return hub.reports.check(HUB, new DraftCheck.Draft(json(content), condition, metrics));
  }

  @Test
  void aConfigurationSaysToWhomItLosesWhereAndWhy() {
    for (String id : List.of("d1", "d2", "d3")) {
      hub.register(device(id), false);
    }
    hub.tag(device("d1"), "{'site':'north'}");
    hub.create("all", "*", 1, "{'deviceContent':{'properties.desired':{'a':{'x':1,'y':1},'b':1}}}");
    hub.create("later", "*", 1, "{'deviceContent':{'properties.desired':{'b':2}}}");
    hub.create(
        "north",
        "tags.site = 'north'",
        5,
        "{'deviceContent':{'properties.desired.a':'all of it'}}");
    hub.configurations.sweepChanged(HUB);

    assertThat(report("all").conflicts())
        .extracting(
            Conflict::id, Conflict::wins, Conflict::precedence, Conflict::paths, Conflict::twins)
        .containsExactly(
            tuple("later", true, Precedence.NEWER, List.of("b"), 3L),
            tuple("north", true, Precedence.PRIORITY, List.of("a.x", "a.y"), 1L));
    assertThat(report("north").conflicts())
        .extracting(Conflict::id, Conflict::wins, Conflict::paths, Conflict::twins)
        .containsExactly(tuple("all", false, List.of("a"), 1L));
    assertThat(hub.reports.all(HUB))
        .extracting(
            ConfigurationReports.Summary::id,
            ConfigurationReports.Summary::targeted,
            ConfigurationReports.Summary::applied,
            ConfigurationReports.Summary::overridden,
            ConfigurationReports.Summary::settled)
        .containsExactly(
            tuple("all", 3L, 2L, 3L, true),
            tuple("later", 3L, 3L, 0L, true),
            tuple("north", 1L, 1L, 0L, true));
  }

  @Test
  void itsTargetsAreListedInPagesWithWhoOverridesItThere() {
    for (String id : List.of("d1", "d2", "d3")) {
      hub.register(device(id), false);
    }
    hub.tag(device("d2"), "{'site':'north'}");
    hub.create("all", "*", 1, "{'deviceContent':{'properties.desired.a':1}}");
    hub.create("north", "tags.site = 'north'", 5, "{'deviceContent':{'properties.desired.a':2}}");
    hub.configurations.sweepChanged(HUB);

    Targeted overridden = new Targeted(device("d2"), false, List.of("north"));
    assertThat(targets("all", Choice.ALL))
        .containsExactly(
            new Targeted(device("d1"), true, List.of()),
            overridden,
            new Targeted(device("d3"), true, List.of()));
    assertThat(targets("all", Choice.OVERRIDDEN)).containsExactly(overridden);
    assertThat(targets("all", Choice.NOT_APPLIED)).containsExactly(overridden);
    assertThat(targets("all", Choice.APPLIED)).hasSize(2);
    assertThat(hub.reports.targets(HUB, new ConfigurationId("all"), Choice.ALL, device("d1"), 1))
        .containsExactly(overridden);
  }

  @Test
  void aConflictIsOverWhenTheOtherOneIsGone() {
    hub.register(device("d"), false);
    hub.create("low", "*", 1, "{'deviceContent':{'properties.desired.a':1}}");
    hub.create("high", "*", 5, "{'deviceContent':{'properties.desired.a':2}}");
    hub.configurations.sweepChanged(HUB);
    assertThat(report("low").conflicts()).hasSize(1);

    hub.delete("high");
    assertThat(report("low").conflicts()).isEmpty();
    hub.configurations.sweepChanged(HUB);

    assertThat(targets("low", Choice.ALL))
        .containsExactly(new Targeted(device("d"), true, List.of()));
  }

  @Test
  void aDeploymentBehindAnotherOneLosesToIt() {
    hub.register(device("edge"), true);
    hub.register(device("leaf"), false);
    String base = "{'modulesContent':{'$edgeAgent':{'properties.desired':{'v':1}}}}";
    hub.create("first", "*", 1, base);
    hub.create("second", "*", 2, base);
    hub.create("layer", "*", 3, "{'modulesContent':{'$edgeAgent':{'properties.desired.v':2}}}");
    hub.configurations.sweepChanged(HUB);

    assertThat(report("first").conflicts())
        .extracting(Conflict::id, Conflict::wins, Conflict::paths)
        .containsExactly(tuple("second", true, List.of("$edgeAgent: v")));
    assertThat(report("second").conflicts())
        .extracting(Conflict::id, Conflict::wins)
        .containsExactly(tuple("layer", true), tuple("first", false));
    assertThat(targets("layer", Choice.ALL))
        .containsExactly(new Targeted(device("edge"), true, List.of()));
  }

  @Test
  void oneThatComesFirstButLostAPartElsewhereIsNotSaidToHaveLessPriority() {
    hub.register(device("d"), false);
    hub.create("part", "*", 9, "{'deviceContent':{'properties.desired.a':{'x':1}}}");
    hub.create("whole", "*", 5, "{'deviceContent':{'properties.desired.a':'one value'}}");
    hub.create("rest", "*", 1, "{'deviceContent':{'properties.desired.a':{'y':1}}}");

    Explanation why = hub.configurations.explain(device("d"));

    assertThat(why.values())
        .flatExtracting(
            value ->
                value.overridden().stream()
                    .map(w -> tuple(value.path(), w.configuration(), w.precedence()))
                    .toList())
        .containsExactly(
            tuple("a.x", "whole", Precedence.PRIORITY), tuple("a.y", "whole", Precedence.OVERLAP));
  }

  @Test
  void aDraftIsToldWhomItWouldBeForAndWhatIsWrongWithIt() {
    hub.register(device("leaf"), false);
    hub.register(device("edge"), true);
    hub.register(module("edge", "camera"), false);
    String ofDevices = "{'deviceContent':{'properties.desired.chiller':{'t':66,'p':{'max':2}}}}";

    DraftCheck.Findings good =
        check(
            ofDevices,
            "*",
            Map.of(
                "edges", "SELECT deviceId FROM devices WHERE capabilities.iotEdge = true",
                "wrong", "SELECT nothing"));
    assertThat(good.target()).isEqualTo(new DraftCheck.Finding(2L, null));
    assertThat(good.contentError()).isNull();
    assertThat(good.paths()).containsExactly("chiller.p.max", "chiller.t");
    assertThat(good.metrics().get("edges")).isEqualTo(new DraftCheck.Finding(1L, null));
    assertThat(good.metrics().get("wrong"))
        .isNotNull()
        .satisfies(finding -> assertThat(finding.error()).contains("character"));

    String ofEdge = "{'modulesContent':{'camera':{'properties.desired.fps':25}}}";
    assertThat(check(ofEdge, "*", Map.of()).target().count()).isEqualTo(1);
    assertThat(check(ofEdge, "deviceId = 'leaf' OR deviceId = 'edge'", Map.of()).target().count())
        .isEqualTo(1);
    assertThat(check(ofEdge, "*", Map.of()).paths()).containsExactly("camera: fps");
    String ofModules = "{'moduleContent':{'properties.desired.fps':25}}";
    assertThat(check(ofModules, "FROM devices.modules", Map.of()).target().count()).isEqualTo(1);

    assertThat(check(ofDevices, "", Map.of()).target().count()).isZero();
    assertThat(check(ofDevices, "status = 'enabled'", Map.of()).target().error())
        .contains("not about status");
    assertThat(check("{'deviceContent':{'wrong':1}}", "*", Map.of()).contentError())
        .contains("properties.desired");
  }

  @Test
  void noReportOfWhatIsNotThere() {
    assertThatThrownBy(() -> report("nothing"))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_NOT_FOUND));
    assertThatThrownBy(() -> targets("nothing", Choice.ALL)).isInstanceOf(HubException.class);
  }
}
