/** @typedef {import('../types.js').Show} Show */
import { api } from '../api/client.js';
import { need } from '../element/build.js';
import { toastProblem } from '../element/toast.js';
import { beginPage } from '../session/page.js';
import { drawHero } from './hero.js';
import { showCard } from './show-card.js';

/**
 * Shows one row, or hides it when there is nothing in it.
 *
 * @param {string} place
 * @param {Show[]} shows
 */
function drawRow(place, shows) {
  /** @type {HTMLElement} */ (need(place)).hidden = shows.length === 0;
  need(`${place} .shows`).replaceChildren(...shows.map(showCard));
}

async function begin() {
  await beginPage('lobby.title');
  /** @type {{items: Show[]}} */
  const { items } = await api.get('/shows?state=live,paused,scheduled,ended');
  const hero = items.find((show) => show.state === 'live') ?? items.find((show) => show.state === 'paused')
    ?? items.find((show) => show.state === 'scheduled') ?? null;
  drawHero(need('#hero'), hero);
  const others = items.filter((show) => show !== hero);
  drawRow('#next', others.filter((show) => show.state !== 'ended'));
  drawRow('#past', others.filter((show) => show.state === 'ended'));
}

begin().catch(toastProblem);
