import { problemText } from '../api/problem.js';
import { build, icon } from './build.js';

/** How long a note stays: long enough to read two lines. */
const STAYS = 5000;

/** @type {HTMLElement|null} */
let region = null;

/**
 * Shows a short note, and says it to screen readers.
 *
 * It moves into the dialog on top, because all else is inert while one is open.
 *
 * @param {string} text
 * @param {'note'|'good'|'bad'} [kind]
 */
export function toast(text, kind = 'note') {
  region ??= build('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (region.parentElement !== top) top.append(region);
  const symbol = { note: 'info', good: 'check', bad: 'alert' }[kind];
  const note = build('p', { class: `toast ${kind}` }, icon(symbol), text);
  region.append(note);
  while (region.children.length > 3) region.firstElementChild?.remove();
  setTimeout(() => note.remove(), STAYS);
}

/**
 * Shows what went wrong and what helps.
 *
 * @param {unknown} failure
 */
export function toastProblem(failure) {
  toast(problemText(failure), 'bad');
}
