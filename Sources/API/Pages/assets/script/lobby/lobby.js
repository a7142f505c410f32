/** @typedef {import('../types.js').Show} Show */
import { api } from '../api/client.js';
import { button, fill, need } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { toastProblem } from '../element/toast.js';
import { keepScene } from '../media/slots.js';
import { beginPage } from '../session/page.js';
import { t } from '../text/language.js';
import { drawHero } from './hero.js';
import { showCard } from './show-card.js';

const SHOWS = '/shows?state=live,paused,scheduled,ended';

/**
 * Adds shows to a row, which is hidden while there is nothing in it.
 *
 * @param {string} place
 * @param {Show[]} shows
 */
function addTo(place, shows) {
  const row = need(`${place} .shows`);
  row.append(...shows.map(showCard));
  /** @type {HTMLElement} */ (need(place)).hidden = row.children.length === 0;
}

/** @param {Show[]} shows */
function add(shows) {
  // Whoever goes to one of them asks for all its pictures at once.
  for (const { id, scene } of shows) keepScene(id, scene);
  addTo('#now', shows.filter((show) => show.state === 'live' || show.state === 'paused'));
  addTo('#next', shows.filter((show) => show.state === 'scheduled'));
  addTo('#past', shows.filter((show) => show.state === 'ended'));
}

/**
 * The button that brings the shows after these, while there are any.
 *
 * @param {string|null} next where the list goes on
 */
function drawMore(next) {
  const more = button(t('lobby.more'), 'quiet', () => busy(more, async () => {
    const page = await api.get(`${SHOWS}&after=${encodeURIComponent(next ?? '')}`);
    add(page.items);
    drawMore(page.next);
  }), { data: { focus: 'more' } });
  keepFocus(need('#more'), () => fill(need('#more'), next && more));
}

async function begin() {
  const { market } = await beginPage('lobby.title');
  /** @type {{items: Show[], next: string|null}} */
  const { items, next } = await api.get(SHOWS);
  const hero = items.find((show) => show.state === 'live') ?? items.find((show) => show.state === 'paused')
    ?? items.find((show) => show.state === 'scheduled') ?? null;
  drawHero(need('#hero'), hero, market);
  add(items.filter((show) => show !== hero));
  drawMore(next);
}

begin().catch(toastProblem);
