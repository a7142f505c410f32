import { build, icon, iconButton } from '../element/build.js';
import { t } from '../text/language.js';

/** What the room knows, in the order of the menu. */
const KINDS = ['heart', 'clap', 'fire', 'laugh', 'wow'];
/** More than these at once is only noise. */
const MOST_IN_AIR = 24;

/** Hearts and the like that rise over the picture. */
export class Reactions {
  /**
   * @param {HTMLElement} sky
   * @param {import('../room/room.js').Room} room
   */
  constructor(sky, room) {
    this.sky = sky;
    this.room = room;
    room.addEventListener('reactions', (event) => {
      const counts = /** @type {CustomEvent<Record<string, number>>} */ (event).detail;
      for (const [kind, count] of Object.entries(counts)) {
        for (let index = 0; index < Math.min(count, 6); index += 1) setTimeout(() => this.#rise(kind), index * 90);
      }
    });
  }

  /** The button of the rail with its little menu. */
  control() {
    const menu = build('div', { class: 'reaction-menu', hidden: true, role: 'group', 'aria-label': t('reaction.title') },
      ...KINDS.map((kind) => iconButton(kind, t(`reaction.${kind}`), () => this.room.react(kind))));
    const main = iconButton('heart', t('reaction.title'), () => {
      menu.hidden = !menu.hidden;
      main.setAttribute('aria-expanded', String(!menu.hidden));
      if (!menu.hidden) /** @type {HTMLElement} */ (menu.firstElementChild).focus();
    }, { 'aria-expanded': 'false' });
    const box = build('div', { class: 'reacting' }, menu, main);
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || menu.hidden) return;
      menu.hidden = true;
      main.setAttribute('aria-expanded', 'false');
      main.focus();
    });
    return box;
  }

  /** @param {string} kind */
  #rise(kind) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!KINDS.includes(kind) || this.sky.children.length >= MOST_IN_AIR || document.hidden || still) return;
    const mark = build('span', { class: 'heart', data: { kind } }, icon(kind));
    mark.style.setProperty('--drift', `${Math.round(Math.random() * -70)}px`);
    mark.addEventListener('animationend', () => mark.remove());
    this.sky.append(mark);
  }
}
