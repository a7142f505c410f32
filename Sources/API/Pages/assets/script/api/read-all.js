import { api } from './client.js';

/** More rows than this are not read into one table. */
const MOST = 5000;

/**
 * Every item of a list that comes in pages.
 *
 * @template T
 * @param {string} path
 * @returns {Promise<T[]>}
 */
export async function readAll(path) {
  /** @type {T[]} */
  const all = [];
  const mark = path.includes('?') ? '&' : '?';
  /** @type {string|null|undefined} */
  let after = null;
  do {
    /** @type {string} */
    const cursor = !after ? '' : `&after=${encodeURIComponent(after)}`;
    const { items, next } = await api.get(`${path}${mark}limit=200${cursor}`);
    all.push(...items);
    after = next;
  } while (after && all.length < MOST);
  return all;
}
