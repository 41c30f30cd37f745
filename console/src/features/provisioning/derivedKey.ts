/** The key of one device of a group: the registration id, signed with the group's key. */
export async function derivedKey(groupKey: string, registrationId: string): Promise<string> {
  const bytes = Uint8Array.from(atob(groupKey), (char) => char.charCodeAt(0));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(registrationId));
  return btoa(String.fromCharCode(...new Uint8Array(signed)));
}
