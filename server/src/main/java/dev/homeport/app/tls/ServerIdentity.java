package dev.homeport.app.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that this server shows, as a key manager that always serves the current one: it
 * looks every hour whether the certificate has to be renewed or its files have changed.
 * Thread-safe.
 */
public final class ServerIdentity extends X509ExtendedKeyManager implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(ServerIdentity.class);
  private static final Duration CHECK = Duration.ofHours(1);
  private static final String ALIAS = "homeport";

  private record Loaded(PrivateKey key, List<X509Certificate> chain, FileTime modified) {}

  private final @Nullable CertificateAuthority authority;
  private final Path certificateFile;
  private final Path keyFile;
  private final Path caFile;
  private final List<String> ownNames;
  private final Thread checks;
  private volatile List<String> hostNames;
  private volatile Loaded current;

  private ServerIdentity(
      @Nullable CertificateAuthority authority,
      Path certificateFile,
      Path keyFile,
      Path caFile,
      Collection<String> hostNames) {
    this.authority = authority;
    this.certificateFile = certificateFile;
    this.keyFile = keyFile;
    this.caFile = caFile;
    this.ownNames = List.copyOf(hostNames);
    this.hostNames = ownNames;
    this.current = load();
    this.checks = Thread.ofVirtual().name("certificate-check").start(this::check);
  }

  /** The installation's own CA and certificate in {@code folder}, made where they are missing. */
  public static ServerIdentity own(Path folder, Collection<String> hostNames) {
    CertificateAuthority authority = new CertificateAuthority(folder, Clock.systemUTC());
    authority.ensure(hostNames);
    return new ServerIdentity(
        authority, authority.certificateFile(), authority.keyFile(), authority.caFile(), hostNames);
  }

  /**
   * The user's own certificate.
   *
   * @param ca what clients are told to trust; the certificate itself when empty
   * @throws IllegalArgumentException when a file cannot be read or key and certificate do not match
   */
  public static ServerIdentity ofFiles(
      Path certificate, Path key, Optional<Path> ca, Collection<String> hostNames) {
    return new ServerIdentity(null, certificate, key, ca.orElse(certificate), hostNames);
  }

  private Loaded load() {
    try {
      FileTime modified = Files.getLastModifiedTime(certificateFile);
      List<X509Certificate> chain = Pem.certificates(certificateFile);
      PrivateKey key = Pem.key(keyFile);
      chain.getFirst().checkValidity();
      if (!belongs(key, chain.getFirst().getPublicKey())) {
        throw new IllegalArgumentException(keyFile + " is not the key of " + certificateFile);
      }
      return new Loaded(key, chain, modified);
    } catch (IOException | CertificateException e) {
      throw new IllegalArgumentException(
          "the server certificate cannot be used: " + e.getMessage(), e);
    }
  }

  /** Whether what {@code key} signs is what {@code certified} verifies. */
  private static boolean belongs(PrivateKey key, PublicKey certified) {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default ->
              throw new IllegalArgumentException(
                  "the server certificate cannot be used: its key is neither EC nor RSA but "
                      + certified.getAlgorithm());
        };
    byte[] challenge = new byte[32];
    new SecureRandom().nextBytes(challenge);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(challenge);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(challenge);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // a key of another kind, or of another length
    }
  }

  private void check() {
    while (true) {
      try {
        Thread.sleep(CHECK);
        refresh();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        LOGGER.atError().addKeyValue("cause", e.toString()).log("certificate not renewed");
      }
    }
  }

  /**
   * Serves these names besides those of the start: a certificate of the installation's own CA is
   * made anew where it lacks one, and shown from the next handshake on.
   */
  public void serve(Collection<String> more) {
    List<String> names = Stream.concat(ownNames.stream(), more.stream()).distinct().toList();
    if (authority == null) {
      warnOfMissing(names);
      return;
    }
    hostNames = names;
    try {
      refresh();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The user's own certificate is the user's to renew; clients refuse it under other names. */
  private void warnOfMissing(List<String> names) {
    try {
      Set<String> certified = CertificateAuthority.names(current.chain().getFirst());
      for (String name : names) {
        boolean wildcard = certified.contains("*" + name.substring(Math.max(0, name.indexOf('.'))));
        if (!certified.contains(name) && !wildcard) {
          LOGGER.atWarn().addKeyValue("host", name).log("the certificate lacks a host name");
        }
      }
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate that was read can be read again", e);
    }
  }

  /** Renews and reads again what has to be. */
  synchronized void refresh() throws IOException {
    if (authority != null) {
      authority.ensure(hostNames);
    }
    if (!Files.getLastModifiedTime(certificateFile).equals(current.modified())) {
      current = load();
      LOGGER.atInfo().addKeyValue("sha256", fingerprint()).log("server certificate renewed");
    }
  }

  /** What clients have to trust. */
  public Path caFile() {
    return caFile;
  }

  public Path certificateFile() {
    return certificateFile;
  }

  public Path keyFile() {
    return keyFile;
  }

  /** When the current certificate ends. */
  public Instant end() {
    return current.chain().getFirst().getNotAfter().toInstant();
  }

  /** SHA-256 of the current certificate in hex. */
  public String fingerprint() {
    try {
      byte[] encoded = current.chain().getFirst().getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public X509Certificate[] getCertificateChain(@Nullable String alias) {
    return current.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(@Nullable String alias) {
    return current.key();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return serves(keyType) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return serves(keyType) ? ALIAS : null;
  }

  private boolean serves(String keyType) {
    String algorithm = current.chain().getFirst().getPublicKey().getAlgorithm();
    return keyType.equals(algorithm) || (keyType.startsWith("EC") && algorithm.equals("EC"));
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return serves(keyType) ? new String[] {ALIAS} : new String[0];
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public void close() {
    checks.interrupt();
  }
}
