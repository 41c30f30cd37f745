package dev.homeport.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * The bytes in binary WebSocket frames; packets of the protocol above need not align with frames
 * (MQTT 3.1.1 §6). Text frames end the connection.
 */
final class WebSocketBytes extends ChannelDuplexHandler {

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      context.fireChannelRead(message);
      return;
    }
    switch (frame) {
      case BinaryWebSocketFrame _, ContinuationWebSocketFrame _ ->
          context.fireChannelRead(frame.content());
      case PingWebSocketFrame _ -> context.writeAndFlush(new PongWebSocketFrame(frame.content()));
      case PongWebSocketFrame _ -> frame.release();
      case CloseWebSocketFrame _ ->
          context.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
      default -> {
        frame.release();
        context
            .writeAndFlush(new CloseWebSocketFrame(1003, "binary frames only"))
            .addListener(ChannelFutureListener.CLOSE);
      }
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(
        message instanceof ByteBuf bytes ? new BinaryWebSocketFrame(bytes) : message, promise);
  }
}
