import { need } from '../element/build.js';
import { formatCompact } from '../text/format.js';
import { t } from '../text/language.js';

/** The bar over the picture: what runs, who shows it, how many watch. */
export class TopBar {
  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    room.addEventListener('show', () => this.#draw(room));
    room.addEventListener('viewers', () => this.#draw(room));
  }

  /** @param {import('../room/room.js').Room} room */
  #draw({ show }) {
    if (!show) return;
    document.title = `${show.title} · Tradewind`;
    need('#title').textContent = show.title;
    need('#host').textContent = show.host;
    need('#viewers').textContent = formatCompact(show.viewers);
    need('#viewers-words').textContent = t('live.viewers', { count: show.viewers });
    const badge = /** @type {HTMLElement} */ (need('#state'));
    badge.hidden = false;
    badge.textContent = t(`showState.${show.state}`);
    badge.classList.toggle('on-air', show.state === 'live');
  }
}
