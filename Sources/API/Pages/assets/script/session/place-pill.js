import { session } from '../api/client.js';
import { fetched, toastProblem } from '../element/toast.js';
import { language } from '../text/language.js';

/** What the pill of the bar says: language and currency. */
async function placeLabel() {
  const mine = await session();
  return `${language().split('-')[0].toUpperCase()} · ${mine.currency}`;
}

/**
 * Wires the language pill of a page.
 *
 * @param {HTMLElement} pill
 */
export async function wirePlacePill(pill) {
  pill.addEventListener('click', () => {
    fetched(import('./place-sheet.js')).then(({ openPlaceSheet }) => openPlaceSheet()).catch(toastProblem);
  });
  const words = pill.querySelector('span');
  if (words) words.textContent = await placeLabel();
}
