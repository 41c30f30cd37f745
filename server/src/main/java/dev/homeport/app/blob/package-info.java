/**
 * Downloads of blobs over HTTPS: {@link dev.homeport.app.blob.BlobRoutes} serves {@code
 * /blob-…/path?signature} with ranges, {@link dev.homeport.app.blob.DownloadRate} sees to it that
 * all downloads together leave room for telemetry, {@code FileFlow} moves a file's bytes without
 * having them in memory. Used by devices and services that were given a URL; owns nothing.
 */
@NullMarked
package dev.homeport.app.blob;

import org.jspecify.annotations.NullMarked;
