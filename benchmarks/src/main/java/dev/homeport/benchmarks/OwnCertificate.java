package dev.homeport.benchmarks;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/** A self-signed P-256 certificate for one run of the echo, made by the JDK's keytool. */
final class OwnCertificate {

  private static final String PASSWORD = "changeit"; // guards a file that lives for a second

  private OwnCertificate() {}

  static SslContext serverContext() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("homeport-echo");
    Path file = folder.resolve("echo.p12");
    try {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-dname",
                  "CN=echo",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  file.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool ended with " + keytool.exitValue());
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      return SslContextBuilder.forServer(keys).build();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a certificate", e);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
