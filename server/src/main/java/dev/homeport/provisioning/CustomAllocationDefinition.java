package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who says which hub a device gets, on the wire and in the settings of an enrollment.
 *
 * @param webhookUrl a web address that takes a POST
 * @param apiVersion as the client gave it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomAllocationDefinition(@Nullable String webhookUrl, @Nullable String apiVersion) {

  private static final Pattern URL = Pattern.compile("https?://[^/@\\s]+(/\\S*)?");
  private static final int MAX_URL = 2_000;

  public CustomAllocationDefinition {
    if (webhookUrl == null || webhookUrl.length() > MAX_URL || !URL.matcher(webhookUrl).matches()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "customAllocationDefinition.webhookUrl begins with https:// or http://");
    }
    StorableText.require("webhookUrl", webhookUrl);
    StorableText.require("apiVersion", apiVersion);
  }
}
