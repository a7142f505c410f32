/**
 * The secret of the link this page was opened by, or `null`.
 *
 * It stands in the fragment, which browsers send to nobody; links of older versions have it in the query, from where it
 * moves at once. It is kept for the visit, because a jump within the page takes its place; another link that is pasted
 * into the page opens anew.
 *
 * @returns {string|null}
 */
export function linkKey() {
  addEventListener('hashchange', () => {
    if (keyIn(location.hash) !== null) location.reload();
  });
  const here = new URL(location.href);
  const old = here.searchParams.get('key');
  if (old !== null) {
    here.searchParams.delete('key');
    here.hash = fragment(old);
    history.replaceState(history.state, '', here);
  }
  const place = `tradewind.key.${here.pathname}`;
  const key = keyIn(here.hash);
  if (key !== null) sessionStorage.setItem(place, key);
  else if (!here.hash) sessionStorage.removeItem(place);
  return sessionStorage.getItem(place);
}

/** @param {string} hash */
function keyIn(hash) {
  return new URLSearchParams(hash.slice(1)).get('key');
}

/**
 * The end of a link that carries a secret.
 *
 * @param {string|null} key
 */
export function fragment(key) {
  return key ? `#key=${encodeURIComponent(key)}` : '';
}

/**
 * What tells the server the secret of a link.
 *
 * @param {string|null} key
 * @returns {Record<string, string>}
 */
export function keyHeader(key) {
  return key ? { 'Order-Key': key } : {};
}
