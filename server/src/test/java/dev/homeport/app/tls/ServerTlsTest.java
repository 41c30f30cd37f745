package dev.homeport.app.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The handshake of the MQTT port, with each TLS engine. */
final class ServerTlsTest {

  @Test
  void theNativeEngineIsUsedOnThisPlatform() {
    assertThat(ServerTls.fastest()).isEqualTo(SslProvider.OPENSSL);
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void aRenewedCertificateIsServedWithoutANewStart(SslProvider provider, @TempDir Path folder)
      throws Exception {
    try (ServerIdentity identity = ServerIdentity.own(folder, Set.of("127.0.0.1"))) {
      Channel server = listen(ServerTls.context(identity, provider));
      try {
        String before = identity.fingerprint();
        assertThat(served(server)).isEqualTo(before);
        Files.delete(identity.certificateFile());
        Files.delete(identity.keyFile());
        identity.refresh();
        assertThat(identity.fingerprint()).isNotEqualTo(before);
        assertThat(served(server)).isEqualTo(identity.fingerprint());
      } finally {
        server.close().sync();
        server.eventLoop().parent().shutdownGracefully();
      }
    }
  }

  private static Channel listen(SslContext context) throws InterruptedException {
    return new ServerBootstrap()
        .group(new NioEventLoopGroup(1))
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel socket) {
                socket.pipeline().addLast(context.newHandler(socket.alloc()));
              }
            })
        .bind("127.0.0.1", 0)
        .sync()
        .channel();
  }

  /** SHA-256 of the certificate that a client is shown. */
  private static String served(Channel server) throws IOException, GeneralSecurityException {
    SSLContext any = SSLContext.getInstance("TLS");
    any.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    InetSocketAddress address = (InetSocketAddress) server.localAddress();
    try (SSLSocket socket =
        (SSLSocket) any.getSocketFactory().createSocket("127.0.0.1", address.getPort())) {
      socket.startHandshake();
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(socket.getSession().getPeerCertificates()[0].getEncoded()));
    }
  }
}
