import { Backoff } from '../api/backoff.js';
import { Problem } from '../api/problem.js';

/**
 * Tells a WHEP session how high a picture is wanted: at its start, and when the wish changes.
 *
 * A server without the layer extension sends what it has, and is told nothing.
 */
export class LayerWish {
  #session = /** @type {import('./exchange.js').MediaSession|null} */ (null);
  #lines = /** @type {number|null|undefined} */ (undefined);
  /** What the session knows; nothing until it is told. */
  #told = /** @type {number|null|undefined} */ (undefined);
  #isTelling = false;

  /** @param {import('./exchange.js').MediaSession|null} session */
  meet(session) {
    this.#session = session;
    this.#told = undefined;
    void this.#tell();
  }

  /** @param {number|null} lines the shorter side in pixels; `null` without a limit, 0 for no picture */
  want(lines) {
    this.#lines = lines;
    void this.#tell();
  }

  async #tell() {
    if (this.#isTelling) return;
    this.#isTelling = true;
    const backoff = new Backoff();
    while (this.#session?.layer && this.#lines !== this.#told) {
      const [session, lines] = [this.#session, this.#lines ?? null];
      const isDone = await session.limit(lines).then(() => true, (failure) => !(failure instanceof Problem && failure.isPassing));
      if (!isDone) await new Promise((resolve) => setTimeout(resolve, backoff.next()));
      else if (session === this.#session) this.#told = lines;
    }
    this.#isTelling = false;
  }
}
