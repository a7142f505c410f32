import { toastProblem } from './toast.js';

/**
 * Runs a button's work with the button shut, and shows what went wrong.
 *
 * @param {HTMLButtonElement|null} control
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} whether it went well
 */
export async function busy(control, work) {
  if (control?.getAttribute('aria-busy') === 'true') return false;
  control?.setAttribute('aria-busy', 'true');
  try {
    await work();
    return true;
  } catch (failure) {
    toastProblem(failure);
    return false;
  } finally {
    control?.removeAttribute('aria-busy');
  }
}
