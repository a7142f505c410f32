/** How long a lost connection may heal by itself before ICE is restarted, in milliseconds. */
export const HEALS_WITHIN = 2000;
/** How long a restart of ICE may take before the next step is tried, in milliseconds. */
export const RESTARTS_WITHIN = 4000;

/** The one thing to be done later; another takes its place. */
export class Later {
  #timer = 0;

  /** @param {number} wait in milliseconds @param {() => unknown} work */
  after(wait, work) {
    this.cancel();
    this.#timer = window.setTimeout(work, wait);
  }

  cancel() {
    clearTimeout(this.#timer);
  }
}
