package dev.homeport.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A blob that is being written: blocks of {@link #BLOCK} bytes, which become the blob together by
 * {@link #commit}. Blocks that do not are forgotten by the account after a week. Confined to a
 * thread.
 */
final class AzureUpload extends OutputStream {

  static final int BLOCK = 4 << 20;

  private final BlockBlobClient blob;
  // Of no other upload under way to the same name, whose blocks would be taken for these.
  private final String id = UUID.randomUUID().toString();
  private final List<String> blocks = new ArrayList<>();
  private final byte[] block = new byte[BLOCK];
  private int filled;

  AzureUpload(BlockBlobClient blob) {
    this.blob = blob;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      int part = Math.min(BLOCK - filled, offset + length - at);
      System.arraycopy(bytes, at, block, filled, part);
      filled += part;
      at += part;
      if (filled == BLOCK) {
        stage();
      }
    }
  }

  private void stage() throws IOException {
    // All ids of a blob have the same length.
    String name =
        Base64.getEncoder()
            .encodeToString(
                "%s-%06d".formatted(id, blocks.size()).getBytes(StandardCharsets.UTF_8));
    BinaryData data = BinaryData.fromBytes(Arrays.copyOf(block, filled));
    AzureHttp.call(
        () -> {
          blob.stageBlock(name, data);
          return name;
        });
    blocks.add(name);
    filled = 0;
  }

  /** Makes the blob of what was written, in place of what had its name; when that was. */
  Instant commit(Map<String, String> metadata) throws IOException {
    if (filled > 0) {
      stage();
    }
    return AzureHttp.call(
        () ->
            blob.commitBlockListWithResponse(
                    new BlockBlobCommitBlockListOptions(blocks).setMetadata(metadata),
                    AzureHttp.LIMIT,
                    Context.NONE)
                .getValue()
                .getLastModified()
                .toInstant());
  }
}
