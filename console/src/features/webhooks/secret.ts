const BYTES = 32;

/** A fresh secret of 256 bits, in letters and digits that any form takes. */
export function freshSecret(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
