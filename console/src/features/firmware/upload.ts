import { client, unwrap } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { Firmware, FirmwareUpload, NewFirmware } from '../../api/types';
import { putBytes } from '../../api/upload';

const PIECE = 8 << 20;
const TRIES = 5;
const PAUSE_MS = 1_000;
/** A file is hashed in memory as a whole; larger ones are hashed by the server alone. */
const HASHED = 256 << 20;

export interface UploadProgress {
  /** Checking: the browser reads the file before anything is sent. */
  phase: 'checking' | 'sending';
  sent: number;
}

/**
 * Brings a file into the library, piece by piece. A piece that does not arrive is sent again from where the server
 * has got to; the same file, begun again within a day, goes on there, too.
 */
export async function upload(
  about: Omit<NewFirmware, 'size' | 'sha256'>,
  file: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Firmware> {
  onProgress({ phase: 'checking', sent: 0 });
  const sha256 = file.size <= HASHED ? await hashOf(file) : null;
  signal.throwIfAborted();
  const body = { ...about, size: file.size, sha256 };
  let { id, received } = await unwrap(client.POST('/api/v1/firmware/uploads', { body, signal }));
  let failures = 0;
  while (received < file.size) {
    const from = received;
    const piece = file.slice(from, from + PIECE);
    onProgress({ phase: 'sending', sent: from });
    try {
      await putBytes(
        `/api/v1/firmware/uploads/${id}/content`,
        piece,
        { 'Content-Range': `bytes ${from}-${from + piece.size - 1}/${file.size}` },
        (sent) => onProgress({ phase: 'sending', sent: from + sent }),
        signal,
      );
      received = from + piece.size;
      failures = 0;
    } catch (error) {
      if (!isPassing(error) || ++failures === TRIES) throw error;
      ({ id, received } = await again(id, failures * PAUSE_MS, signal, { id, received }));
    }
  }
  onProgress({ phase: 'sending', sent: file.size });
  return unwrap(
    client.POST('/api/v1/firmware/uploads/{id}/complete', { params: { path: { id } }, signal }),
  );
}

/** Whether it may go better another time: the network, a server that restarts, a piece that is there already. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiProblem &&
    (error.status === 0 || error.status === 409 || error.status >= 500)
  );
}

/** How far the server is, after a pause; what was known before, while it still cannot be asked. */
async function again(
  id: string,
  millis: number,
  signal: AbortSignal,
  before: Pick<FirmwareUpload, 'id' | 'received'>,
): Promise<Pick<FirmwareUpload, 'id' | 'received'>> {
  await new Promise((resolve) => setTimeout(resolve, millis));
  signal.throwIfAborted();
  try {
    return await unwrap(
      client.GET('/api/v1/firmware/uploads/{id}', { params: { path: { id } }, signal }),
    );
  } catch (error) {
    if (isPassing(error)) return before;
    throw error;
  }
}

async function hashOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
