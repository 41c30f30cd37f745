package dev.homeport.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.ModuleId;
import dev.homeport.twin.TwinJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration's content may be. */
final class ContentTest {

  private static JsonNode json(String text) {
    try {
      return TwinJson.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void aPathInAKeyIsAPathIntoTheDesiredProperties() {
    Content content =
        Content.of(
            json("{'deviceContent':{'properties.desired.chiller.water':{'temperature':66}}}"));

    assertThat(content).isInstanceOf(Content.OfDevices.class);
    assertThat(((Content.OfDevices) content).desired().values())
        .containsOnlyKeys("chiller.water.temperature");
  }

  @Test
  void aDeploymentWithAWholeEdgeAgentIsABase() {
    Content.OfEdge base =
        (Content.OfEdge)
            Content.of(
                json(
                    "{'modulesContent':{'$edgeAgent':{'properties.desired':{'schemaVersion':'1.1'}}}}"));
    Content.OfEdge layer =
        (Content.OfEdge)
            Content.of(
                json("{'modulesContent':{'$edgeAgent':{'properties.desired.modules.m':{'v':1}}}}"));

    assertThat(base.isBase()).isTrue();
    assertThat(base.modules())
        .hasEntrySatisfying(
            new ModuleId("$edgeAgent"), agent -> assertThat(agent.whole()).isTrue());
    assertThat(layer.isBase()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'deviceContent':{}}",
        "{'deviceContent':{'properties.desired.a':1},'moduleContent':{'properties.desired.a':1}}",
        "{'deviceContent':[]}",
        "{'deviceContent':{'tags.a':1}}",
        "{'deviceContent':{'properties.desired':1}}",
        "{'deviceContent':{'properties.desired.':1}}",
        "{'deviceContent':{'properties.desired.a':null}}",
        "{'deviceContent':{'properties.desired.a..b':1}}",
        "{'deviceContent':{'properties.desired':{'a.b':1}}}",
        "{'deviceContent':{'properties.desired':{'$a':1}}}",
        "{'deviceContent':{'properties.desired':{'a':1},'properties.desired.a':2}}",
        "{'deviceContent':{'properties.desired':{'a':1},'properties.desired.a.b':2}}",
        "{'deviceContent':{'properties.desired.a.b':2,'properties.desired.a':1}}",
        "{'deviceContent':{'properties.desired.a.b.c.d.e.f.g.h.i.j.k':{'l':1}}}",
        "{'modulesContent':{'no module id':{'properties.desired.a':1}}}",
        "{'modulesContent':{'m':7}}"
      })
  void refusesWhatNoTwinCouldHold(String content) {
    assertThatThrownBy(() -> Content.of(json(content)))
        .isInstanceOfSatisfying(
            HubException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
  }

  @Test
  void refusesMoreThanFitsIntoATwin() {
    String text = "x".repeat(4_096);
    StringBuilder content = new StringBuilder("{'deviceContent':{'properties.desired':{");
    for (int i = 0; i < 9; i++) {
      content
          .append(i == 0 ? "" : ",")
          .append("'p")
          .append(i)
          .append("':'")
          .append(text)
          .append('\'');
    }
    content.append("}}}");

    assertThatThrownBy(() -> Content.of(json(content.toString())))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("bytes");
  }
}
