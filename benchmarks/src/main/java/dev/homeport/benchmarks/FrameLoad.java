package dev.homeport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Devices whose twins change all the time, while the console's overview is open in a browser. */
@Command(
    name = "frames",
    mixinStandardHelpOptions = true,
    description = "Measures how smoothly the console is drawn while the fleet changes.")
final class FrameLoad implements Callable<Integer> {

  private static final int START_SECONDS = 30;

  @Mixin HubOptions hubOptions = new HubOptions();

  @Option(names = "--mqtts-port")
  int mqttsPort = 8883;

  @Option(names = "--devices")
  int count = 1_000;

  @Option(names = "--rate", description = "twin patches a second of all devices together")
  double rate = 1_000;

  @Option(names = "--seconds")
  int seconds = 30;

  @Option(names = "--browser-tests", description = "the folder of frames.mjs, with its packages")
  Path browserTests = Path.of("compat-tests/node");

  @Option(names = "--out", description = "file whose marked part is replaced by the table")
  @Nullable Path out;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    MarkedFile marked = out == null ? null : new MarkedFile(out, "frames");
    Target target =
        hubOptions.target(
            mqttsPort,
            hubOptions
                .registry()
                .rekeyedDevicesOf(IntStream.range(0, count).mapToObj(i -> "frames-" + i).toList()));
    JsonNode idle = frames();
    JsonNode busy;
    PatchLoad.Result patched;
    try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PatchLoad.Result> load =
          background.submit(() -> new PatchLoad(target).atRate(rate, START_SECONDS + seconds));
      busy = frames();
      patched = load.get();
    }
    String table =
        "| The overview | patches/s | changes told, 1/s | frames/s | between two frames: p99 / most, ms |\n"
            + "| --- | --- | --- | --- | --- |\n"
            + row("nothing happens", 0, idle)
            + row(
                String.format(Locale.ROOT, "%,d devices change", count), patched.perSecond(), busy);
    System.out.print(table);
    if (marked != null) {
      marked.replace(table);
    }
    return 0;
  }

  private static String row(String what, double patches, JsonNode frames) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %.1f | %.0f / %.0f |%n",
        what,
        patches,
        frames.path("changesPerSecond").asDouble(),
        frames.path("framesPerSecond").asDouble(),
        frames.path("p99Millis").asDouble(),
        frames.path("mostMillis").asDouble());
  }

  /** What the browser counts. */
  private JsonNode frames() throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder("node", "frames.mjs", Integer.toString(seconds))
            .directory(browserTests.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (node.waitFor() != 0) {
      throw new IllegalStateException("the browser could not measure");
    }
    return new ObjectMapper().readTree(line);
  }
}
