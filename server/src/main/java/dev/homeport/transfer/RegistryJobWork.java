package dev.homeport.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ForeignHosts;
import dev.homeport.blob.LentContainer;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What a registry job does between its containers and the registry. Thread-safe. */
final class RegistryJobWork {

  /** Where IoT Hub says which lines of an import it could not do. */
  private static final String ERRORS = "importErrors.log";

  private static final int MAX_ERRORS = 10_000;

  private final Exporter exporter;
  private final Importer importer;
  private final ObjectMapper json;
  private final ForeignHosts hosts;

  RegistryJobWork(Exporter exporter, Importer importer, ObjectMapper json, ForeignHosts hosts) {
    this.exporter = exporter;
    this.importer = importer;
    this.json = json;
    this.hosts = hosts;
  }

  /**
   * Does a job.
   *
   * @param progress is told percents, now and then, and may break it off by an exception
   * @return what of it failed; null: nothing
   * @throws IOException of the containers
   */
  @Nullable String run(RegistryJob job, IntConsumer progress) throws IOException {
    progress.accept(0);
    LentContainer output = LentContainer.at(job.output(), hosts);
    if (job.input() != null) {
      return load(job, LentContainer.at(job.input(), hosts), output, progress);
    }
    long lines = Math.max(1, exporter.count(job.hub()));
    output.write(
        job.outputBlob(),
        out -> exporter.write(job.hub(), !job.withoutKeys(), new Counting(out, lines, progress)));
    return null;
  }

  private @Nullable String load(
      RegistryJob job, LentContainer input, LentContainer output, IntConsumer progress)
      throws IOException {
    Errors errors = new Errors(progress);
    Tally tally;
    try (InputStream lines = input.read(job.inputBlob())) {
      tally = importer.run(job.hub(), lines, ImportMode.CREATE_OR_UPDATE, errors);
    }
    if (tally.failed() == 0) {
      return null;
    }
    output.write(ERRORS, errors.lines::writeTo);
    return "%d of %d lines failed; %s has them".formatted(tally.failed(), tally.lines(), ERRORS);
  }

  /** Tells what share of the lines is written. Confined to its job. */
  private static final class Counting extends FilterOutputStream {

    private final long lines;
    private final IntConsumer progress;
    private long written;
    private int told;

    Counting(OutputStream out, long lines, IntConsumer progress) {
      super(out);
      this.lines = lines;
      this.progress = progress;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      for (int i = offset; i < offset + length; i++) {
        if (bytes[i] == '\n') {
          written++;
        }
      }
      int percent = (int) Math.min(99, written * 100 / lines);
      if (percent > told) {
        told = percent;
        progress.accept(percent);
      }
    }
  }

  /** Collects what could not be done. Confined to its job. */
  private final class Errors implements Importer.Listener {

    private final IntConsumer progress;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int count;

    Errors(IntConsumer progress) {
      this.progress = progress;
    }

    @Override
    public void refused(Refusal refusal) {
      if (count++ >= MAX_ERRORS) {
        return;
      }
      ObjectNode line = json.createObjectNode();
      line.put("line", refusal.line());
      line.put("id", refusal.deviceId());
      if (refusal.moduleId() != null) {
        line.put("moduleId", refusal.moduleId());
      }
      line.put("errorCode", refusal.why().code().code());
      line.put("errorStatus", Objects.toString(refusal.why().getMessage(), ""));
      lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void progressed(Tally tally) {
      progress.accept(0);
    }
  }
}
