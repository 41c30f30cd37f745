package dev.homeport.blob;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names a blob as Azure Blob Storage does: a container, and a path in it whose parts are separated
 * by slashes. Containers begin with {@code blob-}, so that their URLs meet no path of the hub.
 *
 * @param container 6 to 63 lower-case letters, digits and single hyphens
 * @param path up to 1024 characters; no part is empty, {@code .} or {@code ..}, or longer than 200
 *     bytes
 */
public record BlobName(String container, String path) {

  private static final Pattern CONTAINER = Pattern.compile("blob(-[a-z0-9]+)+");
  private static final int MAX_CONTAINER = 63;
  private static final int MAX_PATH = 1024;
  private static final int MAX_PART = 200;

  public BlobName {
    if (container.length() > MAX_CONTAINER || !CONTAINER.matcher(container).matches()) {
      throw refused("the name of the container");
    }
    if (path.isEmpty()
        || path.length() > MAX_PATH
        || path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7f)
        || !StorableText.holds(path)) {
      throw refused("the name of the blob");
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty()
          || part.equals(".")
          || part.equals("..")
          || part.getBytes(StandardCharsets.UTF_8).length > MAX_PART) {
        throw refused("the name of the blob");
      }
    }
  }

  private static HubException refused(String what) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, what + " is malformed");
  }

  @Override
  public String toString() {
    return container + "/" + path;
  }
}
