/** Frame gaps that are kept for the mean. */
const WINDOW = 30;

/**
 * Finds freezes in the times at which frames were shown.
 *
 * A freeze is a gap of at least max(3 × mean, mean + 150 ms) (WebRTC statistics).
 */
export class FreezeMeter {
  #gaps = /** @type {number[]} */ ([]);
  #last = /** @type {number|null} */ (null);

  /**
   * A frame was shown.
   *
   * @param {number} at milliseconds
   * @returns {number|null} how long the freeze before it was, if it was one
   */
  frame(at) {
    const previous = this.#last;
    this.#last = at;
    if (previous === null) return null;
    const gap = at - previous;
    const mean = this.#gaps.reduce((sum, each) => sum + each, 0) / (this.#gaps.length || 1);
    const frozen = this.#gaps.length >= 5 && gap >= Math.max(3 * mean, mean + 150);
    if (!frozen) {
      this.#gaps.push(gap);
      if (this.#gaps.length > WINDOW) this.#gaps.shift();
    }
    return frozen ? gap : null;
  }

  /** The picture was hidden or the peer renewed: the next gap says nothing. */
  rest() {
    this.#last = null;
  }
}
