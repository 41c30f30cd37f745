package dev.homeport.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server's command line; what stands here goes before every other source of settings. */
@Command(name = "homeport-server", mixinStandardHelpOptions = true, sortOptions = false)
final class Arguments {

  @Option(names = "--data", paramLabel = "DIR", description = "data directory")
  @Nullable Path data;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "a name or address that clients use; repeatable")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--dps-host",
      paramLabel = "NAME",
      description = "a name of the provisioning service; repeatable")
  List<String> dpsHosts = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "a .properties file with homeport.* settings")
  @Nullable Path config;
}
