import { Problem } from './problem.js';

/** @param {string} purpose */
const placeOf = (purpose) => `tradewind.attempt.${purpose}`;

/**
 * A short print of a body, so that a changed order gets a new key.
 *
 * @param {unknown} body
 */
function fingerprint(body) {
  const text = JSON.stringify(body);
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return `${text.length}.${hash >>> 0}`;
}

/** A fresh key: 128 random bits; works on pages without HTTPS too. */
function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Does something about money or stock at most once.
 *
 * The key stays in `sessionStorage` until the server has answered, so that a retry after a lost answer or a reload is
 * the same attempt and not a second purchase.
 *
 * @template T
 * @param {string} purpose what is attempted, such as `order`
 * @param {unknown} body what is sent
 * @param {(headers: Record<string, string>) => Promise<T>} send
 * @returns {Promise<T>}
 */
export async function once(purpose, body, send) {
  const place = placeOf(purpose);
  const print = fingerprint(body);
  const [keptPrint, keptKey] = (sessionStorage.getItem(place) ?? '').split(' ');
  const key = keptPrint === print && keptKey ? keptKey : freshKey();
  sessionStorage.setItem(place, `${print} ${key}`);
  try {
    const answer = await send({ 'Idempotency-Key': key });
    sessionStorage.removeItem(place);
    return answer;
  } catch (failure) {
    if (failure instanceof Problem && !failure.isPassing) sessionStorage.removeItem(place);
    throw failure;
  }
}
