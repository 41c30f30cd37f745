package dev.homeport.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.Identity;
import dev.homeport.Secret;
import dev.homeport.messaging.DeviceLink.MethodCall;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the other nodes by HTTPS. A peer is known by the certificate that it entered in the table
 * {@code node}, and this node proves itself by the secret that all nodes of an installation share.
 */
public final class NodeClient {

  /** The header that carries the shared secret. */
  static final String SECRET_HEADER = "homeport-node-secret";

  static final String METHODS_PATH = "/internal/v1/methods";

  private static final Logger LOGGER = LoggerFactory.getLogger(NodeClient.class);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final HttpClient http;
  private final ObjectMapper json;
  private final Secret secret;

  public NodeClient(Node node, ObjectMapper json, NodeSecret secret) {
    this.json = json;
    this.secret = secret.value();
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(new PeerTrust(node)))
            .build();
  }

  private static SSLContext trusting(TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is part of every JDK", e);
    }
  }

  /** A method call between nodes, as JSON; byte arrays are base64. */
  record Call(
      String hub, String deviceId, String moduleId, String name, byte[] payload, long millis) {}

  /** Its answer: {@code outcome} is answered, notOnline, lost or timedOut. */
  record Reply(String outcome, int status, byte[] payload) {

    static Reply of(MethodOutcome outcome) {
      return switch (outcome) {
        case MethodOutcome.Answered(int status, byte[] payload) ->
            new Reply("answered", status, payload);
        case MethodOutcome.NotOnline _ -> new Reply("notOnline", 0, new byte[0]);
        case MethodOutcome.Lost _ -> new Reply("lost", 0, new byte[0]);
        case MethodOutcome.TimedOut _ -> new Reply("timedOut", 0, new byte[0]);
      };
    }

    MethodOutcome outcomeValue() {
      return switch (outcome) {
        case "answered" -> new MethodOutcome.Answered(status, payload);
        case "lost" -> new MethodOutcome.Lost();
        case "timedOut" -> new MethodOutcome.TimedOut();
        default -> new MethodOutcome.NotOnline();
      };
    }
  }

  MethodOutcome invoke(String address, Identity identity, MethodCall call, Duration limit) {
    try {
      Call body =
          new Call(
              identity.hub().value(),
              identity.deviceId().value(),
              identity.moduleColumn(),
              call.name(),
              call.payload(),
              limit.toMillis());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://" + address + METHODS_PATH))
              .timeout(limit.plus(GRACE))
              .header(SECRET_HEADER, secret.reveal())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
              .build();
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        LOGGER
            .atWarn()
            .addKeyValue("node", address)
            .addKeyValue("status", response.statusCode())
            .log("another node refused a method call");
        return new MethodOutcome.NotOnline();
      }
      return json.readValue(response.body(), Reply.class).outcomeValue();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("nodes of different versions", e);
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      LOGGER
          .atWarn()
          .addKeyValue("node", address)
          .addKeyValue("cause", e.toString())
          .log("another node was not reached");
      return new MethodOutcome.NotOnline();
    } catch (IOException e) {
      LOGGER
          .atWarn()
          .addKeyValue("node", address)
          .addKeyValue("cause", e.toString())
          .log("another node did not answer");
      return new MethodOutcome.Lost();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new MethodOutcome.TimedOut();
    }
  }

  /** Trusts exactly the certificates that living nodes have entered. */
  private static final class PeerTrust extends X509ExtendedTrustManager {

    private final Node node;

    PeerTrust(Node node) {
      this.node = node;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !node.isPeerCertificate(sha256(chain[0]))) {
        throw new CertificateException("not the certificate of a node of this installation");
      }
    }

    private static String sha256(X509Certificate certificate) throws CertificateException {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.of().formatHex(digest);
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("this side is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("this side is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this side is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
