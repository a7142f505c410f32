import { Problem } from '../api/problem.js';

/** How long a request that restarts ICE may take: a network that has just gone silent answers nothing, for minutes. */
const ANSWERS_WITHIN = 8000;
/** What a server says of a session whose layer the viewer may choose (draft-ietf-wish-whep). */
const LAYER = 'urn:ietf:params:whep:ext:core:layer';

/**
 * The HTTP side of WHIP (RFC 9725) and WHEP: one session, its address and entity tag.
 *
 * A bearer token says who asks. Without one the session may, on opening; afterwards the address is the secret.
 */
export class MediaSession {
  /**
   * @param {string} location
   * @param {string|null} tag
   * @param {string|null} token
   * @param {string|null} [layer] where to say how high a picture is wanted
   */
  constructor(location, tag, token, layer = null) {
    this.location = location;
    this.tag = tag;
    this.token = token;
    this.layer = layer;
  }

  /**
   * Sends the offer and takes the answer.
   *
   * @param {string} address
   * @param {string} offer
   * @param {{token?: string|null, csrf?: string|null}} identity of the bearer, or of the session; empty for nobody
   * @returns {Promise<{session: MediaSession, answer: string}>}
   */
  static async open(address, offer, { token = null, csrf = null }) {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp', ...credentials(token), ...(csrf ? { 'X-CSRF-Token': csrf } : {}) },
      body: offer,
      credentials: csrf ? 'same-origin' : 'omit',
    }).catch(() => { throw Problem.offline(); });
    if (!answer.ok) throw await Problem.of(answer);
    const location = new URL(answer.headers.get('Location') ?? address, answer.url).href;
    const layer = linked(answer.headers.get('Link') ?? '', LAYER);
    return {
      session: new MediaSession(location, answer.headers.get('ETag'), token, layer && new URL(layer, answer.url).href),
      answer: await answer.text(),
    };
  }

  /**
   * Restarts ICE: new credentials out, new ones back.
   *
   * @param {string} fragment `application/trickle-ice-sdpfrag`
   * @returns {Promise<string>} the server's fragment
   */
  async restart(fragment) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), ANSWERS_WITHIN);
    const answer = await fetch(this.location, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*', ...credentials(this.token) },
      body: fragment,
      credentials: 'omit',
      signal: patience.signal,
    }).catch(() => { throw Problem.offline(); }).finally(() => clearTimeout(timer));
    if (answer.status !== 200) throw await Problem.of(answer);
    this.tag = answer.headers.get('ETag');
    return answer.text();
  }

  /**
   * Says how high the picture of a slot is wanted.
   *
   * @param {number} lines the shorter side in pixels; 0 for no picture
   * @param {number} slot
   */
  async limit(lines, slot) {
    if (this.layer === null) return;
    const answer = await fetch(this.layer, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...credentials(this.token) },
      body: JSON.stringify({ maxHeight: lines, slot }),
      credentials: 'omit',
    }).catch(() => { throw Problem.offline(); });
    if (!answer.ok) throw await Problem.of(answer);
  }

  /** Ends it; also while the page is being left. */
  async close() {
    await fetch(this.location, {
      method: 'DELETE', headers: credentials(this.token), credentials: 'omit', keepalive: true,
    }).catch(() => null);
  }
}

/**
 * The target that a `Link` header names for a relation (RFC 8288).
 *
 * @param {string} header
 * @param {string} relation
 */
function linked(header, relation) {
  return [...header.matchAll(/<([^<>]*)>([^<]*)/g)].find(([, , about]) => about.includes(`rel="${relation}"`))?.[1] ?? null;
}

/** @param {string|null} token @returns {Record<string, string>} */
function credentials(token) {
  return token ? { Authorization: `Bearer ${token}` } : {};
}
