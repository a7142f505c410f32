import { need } from '../element/build.js';
import { t } from '../text/language.js';
import { settle } from './place.js';
import { wirePlacePill } from './place-pill.js';

/**
 * Starts a page of the light house: words, market, language pill, title.
 *
 * @param {string} title key of the page's name
 */
export async function beginPage(title) {
  const place = await settle();
  document.title = `${t(title)} · Tradewind`;
  const pill = document.querySelector('#place');
  if (pill) void wirePlacePill(need('#place'));
  return place;
}
