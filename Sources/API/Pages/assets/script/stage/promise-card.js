import { build, fill, icon } from '../element/build.js';
import { t } from '../text/language.js';

/** What the host has promised, pinned on the picture. */
export class PromiseCard {
  element = build('aside', { class: 'promise', role: 'status', hidden: true });
  #drawn = /** @type {string|null} */ (null);

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.element.setAttribute('aria-label', t('promise.title'));
    room.addEventListener('stage', () => this.#draw(room.stage?.promise ?? null));
    this.#draw(room.stage?.promise ?? null);
  }

  /** @param {string|null} text */
  #draw(text) {
    if (text === this.#drawn) return;
    this.#drawn = text;
    this.element.hidden = !text;
    fill(this.element, icon('shield'), build('p', null, build('strong', null, t('promise.title')), build('span', { dir: 'auto' }, text)));
  }
}
