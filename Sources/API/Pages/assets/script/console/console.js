import { session, signOut } from '../api/client.js';
import { persist } from '../api/persist.js';
import { build, fill, icon, need } from '../element/build.js';
import { toastProblem } from '../element/toast.js';
import { wirePlacePill } from '../session/place-pill.js';
import { settle } from '../session/place.js';
import { addTexts, t } from '../text/language.js';
import { problemText } from '../text/problem-text.js';
import { drawOrders } from './orders-section.js';
import { drawProducts } from './products-section.js';
import { drawSettings } from './settings-section.js';
import { drawShows } from './shows-section.js';
import { drawTeam } from './team-section.js';

/** @typedef {{id: string, symbol: string, draw: (place: HTMLElement) => Promise<void>}} Section */

/**
 * The drawers of the desk, in the words of the house.
 *
 * @type {Section[]}
 */
const SECTIONS = [
  { id: 'shows', symbol: 'camera', draw: drawShows },
  { id: 'products', symbol: 'tag', draw: drawProducts },
  { id: 'orders', symbol: 'receipt', draw: drawOrders },
  { id: 'team', symbol: 'people', draw: drawTeam },
  { id: 'settings', symbol: 'settings', draw: drawSettings },
];

const main = /** @type {HTMLElement} */ (need('#main'));

/** The drawer the address names. */
function current() {
  const id = location.pathname.split('/')[2];
  return SECTIONS.find((section) => section.id === id) ?? SECTIONS[0];
}

/**
 * Opens a drawer without loading the page anew.
 *
 * @param {MouseEvent} event
 */
function follow(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
  void draw().then(() => main.focus({ preventScroll: true }));
}

async function leave() {
  await signOut();
  location.assign('/');
}

function drawNavigation() {
  fill(need('#sections'), ...SECTIONS.map((section) => build('li', null, build('a', {
    href: `/console/${section.id}`, onclick: follow, 'aria-current': section === current() ? 'page' : null,
  }, icon(section.symbol), t(`console.${section.id}`)))),
  build('li', null, build('button', { type: 'button', onclick: () => void leave().catch(toastProblem) },
    icon('leave'), t('console.signOut'))));
}

async function draw() {
  const section = current();
  drawNavigation();
  document.title = `${t(`console.${section.id}`)} · Tradewind`;
  try {
    await section.draw(main);
  } catch (failure) {
    fill(main, build('h1', null, t(`console.${section.id}`)), build('p', { class: 'note bad', role: 'alert' }, problemText(failure)));
  }
}

async function begin() {
  await settle();
  await persist(() => addTexts('desk'));
  const { role } = await session();
  if (role === 'viewer') {
    location.replace(`/sign-in?to=${encodeURIComponent(location.pathname)}`);
    return;
  }
  void wirePlacePill(need('#place'));
  addEventListener('popstate', () => void draw());
  await draw();
}

begin().catch(toastProblem);
