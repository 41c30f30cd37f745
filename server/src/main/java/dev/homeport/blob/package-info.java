/**
 * Files that the installation keeps, by container and name. {@link dev.homeport.blob.BlobStore} is
 * the port; {@link dev.homeport.blob.FileBlobStore} keeps them in the data directory, {@link
 * dev.homeport.blob.AzureBlobStore} in an Azure storage account, and {@link
 * dev.homeport.blob.BlobSas} makes and checks the shared access signatures by which devices and
 * services get at single ones, in the form of Azure Blob Storage.
 *
 * <p>Called by every feature that keeps files, and by the HTTP edge for downloads. Owns the folder
 * of blobs and the row {@code blob-sas} of the table {@code installation_secret}.
 */
@NullMarked
package dev.homeport.blob;

import org.jspecify.annotations.NullMarked;
