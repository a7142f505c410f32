import { Backoff } from '../api/backoff.js';
import { learnExactTime } from '../api/server-time.js';

/** The server pings every 20 s; ours tell us that the way is still open in both directions. */
const PING_EVERY = 15_000;
const SILENCE_LIMIT = 40_000;
/** How long a connection may take to stand. */
const CONNECT_LIMIT = 10_000;

/**
 * The room's WebSocket, kept open.
 *
 * It comes back by itself with the highest event id it has seen, so that nothing is missed and nothing comes twice.
 * Events: `message` (a parsed message as `detail`), `state` (`open` or `lost`).
 */
export class RoomSocket extends EventTarget {
  #backoff = new Backoff();
  #socket = /** @type {WebSocket|null} */ (null);
  #seen = 0;
  #heard = 0;
  #timer = 0;
  #pings = 0;
  /** When the latest ping left. */
  #asked = 0;
  #closed = false;

  /** @param {string} show */
  constructor(show) {
    super();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.address = `${scheme}://${location.host}/shows/${encodeURIComponent(show)}/socket`;
    addEventListener('online', () => this.#hurry());
    addEventListener('pagehide', () => this.close());
    addEventListener('pageshow', (event) => {
      if (event.persisted) this.open();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#hurry();
    });
  }

  open() {
    this.#closed = false;
    if (this.#socket) return;
    const socket = new WebSocket(this.address);
    this.#socket = socket;
    const patience = window.setTimeout(() => socket.close(), CONNECT_LIMIT);
    socket.onopen = () => {
      clearTimeout(patience);
      this.#heard = Date.now();
      this.#write({ type: 'join', ...(this.#seen > 0 ? { after: this.#seen } : {}) });
      this.#ping();
      this.#pings = window.setInterval(() => this.#check(), PING_EVERY);
      this.#tell('state', 'open');
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = () => {
      clearTimeout(patience);
      this.#lost();
    };
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  /**
   * Sends a message, if the way is open.
   *
   * @param {{type: string} & Record<string, unknown>} message
   * @returns {boolean} whether it left
   */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#write(message);
    return true;
  }

  /** @param {object} message */
  #write(message) {
    this.#socket?.send(JSON.stringify(message));
  }

  /** @param {string} data */
  #receive(data) {
    this.#heard = Date.now();
    this.#backoff.reset();
    const message = JSON.parse(data);
    if (message.type === 'pong') {
      learnExactTime(message.milliseconds, this.#asked);
      return;
    }
    if (message.type === 'draining') {
      this.#leaveFor(message.retryAfter);
      return;
    }
    if (message.type === 'snapshot') this.#seen = message.id;
    else if (typeof message.id === 'number') {
      // A line comes to its author once more, with the same id: that is how the author learns what was taken.
      if (message.id <= this.#seen && !message.client) return;
      this.#seen = Math.max(this.#seen, message.id);
    }
    this.#tell('message', message);
  }

  /**
   * The server leaves: go now, come back when it said.
   *
   * @param {number} seconds
   */
  #leaveFor(seconds) {
    const socket = this.#socket;
    if (socket) socket.onclose = null;
    socket?.close();
    this.#lost((seconds + Math.random()) * 1000);
  }

  /** @param {number} [wait] */
  #lost(wait) {
    clearInterval(this.#pings);
    this.#socket = null;
    this.#tell('state', 'lost');
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.open(), wait ?? this.#backoff.next());
  }

  /** Something says that a try is worth it now. */
  #hurry() {
    if (this.#closed || this.#socket) {
      this.#check();
      return;
    }
    clearTimeout(this.#timer);
    this.open();
  }

  #check() {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    if (Date.now() - this.#heard > SILENCE_LIMIT) this.#socket.close();
    else this.#ping();
  }

  #ping() {
    this.#asked = Date.now();
    this.#write({ type: 'ping' });
  }

  /** @param {string} name @param {unknown} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
