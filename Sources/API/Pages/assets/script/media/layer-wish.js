import { Backoff } from '../api/backoff.js';
import { Problem } from '../api/problem.js';

/**
 * Tells a WHEP session how high the picture of one slot is wanted: at its start, and when the wish changes.
 *
 * A server without the layer extension sends what it has, and is told nothing.
 */
export class LayerWish {
  #session = /** @type {import('./exchange.js').MediaSession|null} */ (null);
  /** `null` until there is something to say. */
  #lines = /** @type {number|null} */ (null);
  /** What the session knows; `null` until it is told. */
  #told = /** @type {number|null} */ (null);
  #isTelling = false;

  /** @param {number} slot */
  constructor(slot) {
    this.slot = slot;
  }

  /** @param {import('./exchange.js').MediaSession|null} session */
  meet(session) {
    this.#session = session;
    this.#told = null;
    void this.#tell();
  }

  /** @param {number} lines the shorter side in pixels; 0 for no picture */
  want(lines) {
    this.#lines = lines;
    void this.#tell();
  }

  async #tell() {
    if (this.#isTelling) return;
    this.#isTelling = true;
    const backoff = new Backoff();
    while (this.#session?.layer && this.#lines !== null && this.#lines !== this.#told) {
      const [session, lines] = [this.#session, this.#lines];
      const isDone = await session.limit(lines, this.slot).then(() => true, (failure) => !(failure instanceof Problem && failure.isPassing));
      if (!isDone) await new Promise((resolve) => setTimeout(resolve, backoff.next()));
      else if (session === this.#session) this.#told = lines;
    }
    this.#isTelling = false;
  }
}
