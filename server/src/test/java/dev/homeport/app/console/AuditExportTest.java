package dev.homeport.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.twin.TwinJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AuditExportTest {

  private static String export(AuditExport form, String who, String detail) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    form.begin(out);
    form.write(
        out,
        new AuditItem(
            7,
            "2026-01-15T08:30:00Z",
            "stranger",
            who,
            "",
            "signIn",
            "main",
            "",
            "denied",
            401,
            "Unauthorized",
            "192.0.2.7",
            "r-1",
            detail,
            "ab"),
        TwinJson.mapper());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSpreadsheetTakesNoCellForAFormula() throws IOException {
    assertThat(export(AuditExport.CSV, "=cmd|' /C calc'!A0", "+1"))
        .isEqualTo(
            "seq,at,kind,who,role,action,hub,target,outcome,status,code,address,requestId,detail,hash\r\n"
                + "7,2026-01-15T08:30:00Z,stranger,'=cmd|' /C calc'!A0,,signIn,main,,denied,401,"
                + "Unauthorized,192.0.2.7,r-1,'+1,ab\r\n");
  }

  @Test
  void commasQuotesAndNewLinesStayInTheirCell() throws IOException {
    assertThat(export(AuditExport.CSV, "a,b", "say \"x\"\ny"))
        .contains(",stranger,\"a,b\",,signIn,")
        .endsWith(",\"say \"\"x\"\"\ny\",ab\r\n");
  }

  @Test
  void aLineOfJsonIsExactlyTheEntry() throws IOException {
    String line = export(AuditExport.NDJSON, "=1", "a\nb");
    JsonNode entry = TwinJson.mapper().readTree(line);

    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    assertThat(entry.path("who").asText()).isEqualTo("=1");
    assertThat(entry.path("detail").asText()).isEqualTo("a\nb");
    assertThat(entry.path("seq").asLong()).isEqualTo(7);
  }
}
