const PLACEHOLDER = '__CSP_NONCE__';

/**
 * The nonce that the server put into the page for style elements, if it did. Browsers hide the nonce
 * attribute from getAttribute, which is why the properties are read.
 */
export function cspNonce(page: Document = document): string | undefined {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  const script = page.querySelector<HTMLScriptElement>('script[nonce]');
  const nonce = [meta?.content, meta?.nonce, script?.nonce].find(
    (candidate) => candidate !== undefined && candidate !== '' && candidate !== PLACEHOLDER,
  );
  return nonce;
}
