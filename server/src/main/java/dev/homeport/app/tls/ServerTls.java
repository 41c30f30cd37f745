package dev.homeport.app.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** TLS 1.2 and 1.3 of the MQTT port: certificates of clients are asked for, not insisted on. */
public final class ServerTls {

  private ServerTls() {}

  /** BoringSSL where there is one for the platform, the JDK's TLS elsewhere. */
  public static SslProvider fastest() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
  }

  /** Serves whatever certificate {@code identity} has at the time of a handshake. */
  public static SslContext context(ServerIdentity identity, SslProvider provider) {
    try {
      return SslContextBuilder.forServer(identity)
          .sslProvider(provider)
          .protocols("TLSv1.3", "TLSv1.2")
          .clientAuth(ClientAuth.OPTIONAL)
          .trustManager(new AnyClientCertificate())
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
  }
}
