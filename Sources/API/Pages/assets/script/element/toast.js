import { t } from '../text/language.js';
import { problemText } from '../text/problem-text.js';
import { build, button, icon } from './build.js';

/** How long a note stays: long enough to read two lines; or to press its button. */
const STAYS = 5000;
const STAYS_TO_BE_PRESSED = 30_000;

/** @type {HTMLElement|null} */
let region = null;

/**
 * Shows a short note, and says it to screen readers.
 *
 * It moves into the dialog on top, because all else is inert while one is open.
 *
 * @param {string} text
 * @param {'note'|'good'|'bad'} [kind]
 * @param {HTMLButtonElement|null} [action]
 */
export function toast(text, kind = 'note', action = null) {
  region ??= build('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (region.parentElement !== top) top.append(region);
  const symbol = { note: 'info', good: 'check', bad: 'alert' }[kind];
  const note = build('p', { class: `toast ${kind}` }, icon(symbol), build('span', { dir: 'auto' }, text), action);
  region.append(note);
  while (region.children.length > 3) region.firstElementChild?.remove();
  setTimeout(() => note.remove(), action ? STAYS_TO_BE_PRESSED : STAYS);
}

/**
 * Shows what went wrong and what helps.
 *
 * @param {unknown} failure
 */
export function toastProblem(failure) {
  toast(problemText(failure), 'bad');
}

/**
 * Fetches a part of the page that most visits do not need.
 *
 * A page that stayed open while the server was renewed names parts that are gone, and the browser does not ask twice:
 * only a reload helps, which is offered.
 *
 * @template T
 * @param {Promise<T>} part what `import()` gave
 * @param {() => void} [missing]
 * @returns {Promise<T>} never settles when there is no such part
 */
export function fetched(part, missing) {
  return part.catch(() => {
    missing?.();
    toast(t('problem.part-missing'), 'bad', button(t('common.reload'), 'quiet', () => location.reload()));
    return new Promise(() => {});
  });
}
