import { Backoff } from './backoff.js';
import { Problem } from './problem.js';

/**
 * Does work that may be done twice again and again, as long as what hinders it may pass.
 *
 * A page loses its first requests when the network under it changes or the server is just being renewed.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function persist(work) {
  const backoff = new Backoff();
  for (;;) {
    try {
      return await work();
    } catch (failure) {
      if (!(failure instanceof Problem) || !failure.isPassing) throw failure;
      await new Promise((resolve) => setTimeout(resolve, backoff.next()));
    }
  }
}
