/** @typedef {import('../types.js').Market} Market */
/** @typedef {import('../types.js').Session} Session */
import { api, session, updateSession } from '../api/client.js';
import { persist } from '../api/persist.js';
import { hasChosenLanguage, language, supported, useLanguage, wantedLanguage } from '../text/language.js';
import { usePlace } from '../text/format.js';

/** @type {Promise<Market[]>|null} */
let markets = null;

/**
 * Every market, read once.
 *
 * @returns {Promise<Market[]>}
 */
export function allMarkets() {
  markets ??= api.get('/markets').then((answer) => answer.items ?? answer).catch((failure) => {
    markets = null;
    throw failure;
  });
  return /** @type {Promise<Market[]>} */ (markets);
}

/**
 * The market of the caller.
 *
 * @returns {Promise<Market>}
 */
async function myMarket() {
  const [all, mine] = await Promise.all([allMarkets(), session()]);
  return all.find((market) => market.id === mine.market) ?? all[0];
}

/**
 * Turns the page to the reader's language and market.
 *
 * The browser's wish decides the first paint; the session tells the market and, for newcomers, a better language.
 *
 * @returns {Promise<{session: Session, market: Market}>}
 */
export async function settle() {
  const [mine, market] = await Promise.all([
    persist(session), persist(myMarket), persist(() => useLanguage(wantedLanguage())),
  ]);
  usePlace(market);
  useAccent(market.accent);
  const told = supported(mine.language);
  if (!hasChosenLanguage() && told && told !== language()) await persist(() => useLanguage(told));
  if (told !== language()) await updateSession({ language: language() }).catch(() => null);
  return { session: mine, market };
}

/**
 * Takes a market's accent colour, when white words stay readable on it.
 *
 * @param {string} colour
 */
function useAccent(colour) {
  if (contrastWithWhite(colour) >= 4.5) document.documentElement.style.setProperty('--accent', colour);
}

/**
 * How strongly white stands out from a colour (WCAG 2.2 contrast ratio).
 *
 * @param {string} colour `#rrggbb`; anything else answers 0
 */
function contrastWithWhite(colour) {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return 0;
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
