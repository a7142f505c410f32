/** @typedef {import('../types.js').Session} Session */
import { Problem } from './problem.js';
import { learnTime } from './server-time.js';

const BASE = '/api/v1';

/** What the server says when the session has changed under the page. */
const STALE = ['csrf-token-wrong', 'sign-in-needed'];

/** @type {Promise<Session>|null} */
let opened = null;

/**
 * One request to the application interface.
 *
 * @param {string} method
 * @param {string} path below `/api/v1`
 * @param {{body?: any, raw?: BodyInit, type?: string, headers?: Record<string, string>}} [options]
 * @returns {Promise<any>} the JSON answer, text for other types, or `null` for an empty one
 */
async function request(method, path, options = {}) {
  const { body, raw, type, headers = {} } = options;
  const all = new Headers({ Accept: 'application/json', ...headers });
  if (body !== undefined) all.set('Content-Type', 'application/json');
  if (type) all.set('Content-Type', type);
  const sent = Date.now();
  const answer = await fetch(BASE + path, {
    method,
    headers: all,
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    credentials: 'same-origin',
  }).catch(() => { throw Problem.offline(); });
  learnTime(answer, sent);
  if (!answer.ok) throw await Problem.of(answer);
  if (answer.status === 204) return null;
  const kind = answer.headers.get('Content-Type') ?? '';
  return kind.includes('json') ? answer.json() : answer.text();
}

/**
 * A request that changes something: with the session and its CSRF value.
 *
 * A value that has gone stale (another tab signed in) is fetched anew, once.
 *
 * @param {string} method
 * @param {string} path
 * @param {Parameters<typeof request>[2]} [options]
 */
async function write(method, path, options = {}) {
  for (let attempt = 0; ; attempt += 1) {
    const { csrf } = await session();
    try {
      return await request(method, path, { ...options, headers: { ...options.headers, 'X-CSRF-Token': csrf } });
    } catch (failure) {
      const isStale = failure instanceof Problem && STALE.includes(failure.code);
      if (!isStale || attempt > 0) throw failure;
      opened = null;
    }
  }
}

/**
 * The caller's session, opened on first need.
 *
 * @returns {Promise<Session>}
 */
export function session() {
  opened ??= request('GET', '/session').catch((failure) => {
    if (failure instanceof Problem && failure.status === 401) return request('POST', '/session', { body: {} });
    throw failure;
  }).catch((failure) => {
    // Another tab of a newcomer opened the session in between: it is the one to use.
    if (failure instanceof Problem && STALE.includes(failure.code)) return request('GET', '/session');
    throw failure;
  }).catch((failure) => {
    opened = null;
    throw failure;
  });
  return opened;
}

/**
 * Changes name, market or language of the session.
 *
 * @param {{name?: string, market?: string, language?: string}} change
 */
export async function updateSession(change) {
  opened = write('POST', '/session', { body: change });
  return session();
}

/**
 * Signs an operator in.
 *
 * @param {string} email
 * @param {string} password
 */
export async function signIn(email, password) {
  const answer = await write('POST', '/session/password', { body: { email, password } });
  opened = null;
  return answer;
}

/** Ends the session on this device. */
export async function signOut() {
  await write('DELETE', '/session');
  opened = null;
}

/** Calls by verb; each answers the parsed body or throws a `Problem`. */
export const api = {
  /** @param {string} path @param {Record<string, string>} [headers] */
  get: (path, headers) => request('GET', path, { headers }),
  /** @param {string} path @param {any} [body] @param {Record<string, string>} [headers] */
  post: (path, body, headers) => write('POST', path, { body, headers }),
  /** @param {string} path @param {any} [body] */
  put: (path, body) => write('PUT', path, { body }),
  /** @param {string} path @param {any} body */
  patch: (path, body) => write('PATCH', path, { body }),
  /** @param {string} path */
  remove: (path) => write('DELETE', path),
  /** @param {string} path @param {BodyInit} raw @param {string} type */
  send: (path, raw, type) => write('POST', path, { raw, type }),
};
