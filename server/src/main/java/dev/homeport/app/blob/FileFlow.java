package dev.homeport.app.blob;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerResponse;

/**
 * Moves a part of a file into an answer, a buffer at a time, as fast as the client reads and the
 * rate allows. Confined to the connection's event loop.
 */
final class FileFlow {

  private static final int BUFFER = 64 << 10;

  private final Vertx vertx;
  private final AsyncFile file;
  private final HttpServerResponse response;
  private final DownloadRate rate;
  private long position;
  private long left;
  private boolean over;

  /**
   * @param rate of which one download was begun
   */
  FileFlow(
      Vertx vertx,
      AsyncFile file,
      HttpServerResponse response,
      DownloadRate rate,
      long position,
      long length) {
    this.vertx = vertx;
    this.file = file;
    this.response = response;
    this.rate = rate;
    this.position = position;
    this.left = length;
  }

  void start() {
    response.closeHandler(_ -> finish());
    response.exceptionHandler(_ -> finish());
    next();
  }

  private void next() {
    if (over) {
      return;
    }
    if (response.closed()) {
      finish();
      return;
    }
    if (left == 0) {
      finish();
      response.end();
      return;
    }
    int length = (int) Math.min(BUFFER, left);
    long pause = rate.take(length);
    if (pause == 0) {
      read(length);
    } else {
      vertx.setTimer(pause, _ -> read(length));
    }
  }

  private void read(int length) {
    if (over) {
      return;
    }
    file.read(Buffer.buffer(length), 0, position, length)
        .onSuccess(this::write)
        .onFailure(_ -> breakOff());
  }

  private void write(Buffer bytes) {
    if (over) {
      return;
    }
    if (bytes.length() == 0) {
      breakOff(); // the file is shorter than it was
      return;
    }
    position += bytes.length();
    left -= bytes.length();
    // Not by the drain handler: over HTTP/2, room may be told of before somebody listens.
    response.write(bytes).onSuccess(_ -> next()).onFailure(_ -> breakOff());
  }

  /** An answer that only ends would be taken for the whole. */
  private void breakOff() {
    finish();
    response.reset();
  }

  private void finish() {
    if (!over) {
      over = true;
      rate.end();
      file.close();
    }
  }
}
