/**
 * Waiting times between attempts that grow, with jitter.
 *
 * Full jitter keeps a thousand viewers from coming back in the same instant.
 */
export class Backoff {
  #attempt = 0;

  /**
   * @param {{first?: number, most?: number, random?: () => number}} [options] milliseconds
   */
  constructor(options = {}) {
    const { first = 400, most = 10_000, random = Math.random } = options;
    this.first = first;
    this.most = most;
    this.random = random;
  }

  /** How long to wait before the next attempt, in milliseconds. */
  next() {
    const ceiling = Math.min(this.most, this.first * 2 ** this.#attempt);
    this.#attempt += 1;
    return this.first / 2 + this.random() * (ceiling - this.first / 2);
  }

  /** How many attempts failed since the last success. */
  get attempts() {
    return this.#attempt;
  }

  /** It worked: start small next time. */
  reset() {
    this.#attempt = 0;
  }
}
