/** @typedef {import('../types.js').Hand} Hand */
import { api } from '../api/client.js';
import { apart, build, button, fill, icon, iconButton } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { serverNow } from '../api/server-time.js';
import { whileShown } from '../element/ticker.js';
import { avatar } from '../stage/tile.js';
import { formatClock } from '../text/format.js';
import { t } from '../text/language.js';
import { chime } from './chime.js';

/** Who waits: raised hands and invitations, or in a private show the queue of callers. */
export class StageHands {
  element = build('section', { class: 'hands', hidden: true });
  #list = build('ol');
  #heading = build('h3');
  /** Titles of products that are on another shelf. */
  #titles = /** @type {Map<string, string>} */ (new Map());
  #known = new Set();

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    fill(this.element, this.#heading, this.#list);
    for (const name of ['hands', 'stage', 'shelf']) room.addEventListener(name, () => this.#draw());
  }

  get #isCall() {
    return this.room.stage?.scene === 'private';
  }

  #draw() {
    const { hands } = this.room;
    this.element.hidden = hands.length === 0;
    this.#heading.textContent = t(this.#isCall ? 'call.queue' : 'stage.hands', { count: hands.length });
    if (this.#isCall && hands.some(({ person }) => !this.#known.has(person))) chime();
    this.#known = new Set(hands.map(({ person }) => person));
    keepFocus(this.element, () => fill(this.#list, ...hands.map((hand) => this.#item(hand))));
  }

  /** @param {Hand} hand */
  #item(hand) {
    const { person, name, product, since, isInvited, isReady } = hand;
    const act = (/** @type {string} */ focus, /** @type {() => Promise<unknown>} */ work) => ({
      work: (/** @type {Event} */ event) => busy(/** @type {HTMLButtonElement} */ (event.currentTarget), work), data: { focus: `${person} ${focus}`, tool: focus },
    });
    const seat = act('seat', () => this.room.act('seat', { person }));
    const refuse = act('refuse', () => this.room.act('remove', { person }));
    const wait = build('span', { class: 'numbers quiet-text' });
    const item = build('li', { class: 'hand', data: { person } }, avatar(hand),
      build('div', { class: 'hand-words' }, apart(name, 'who'), build('span', { class: 'quiet-text' },
        isInvited ? t('stage.isInvited') : t(hand.camera ? 'stage.withCamera' : 'stage.withSound'), ' · ', wait,
        isReady || isInvited ? null : ` · ${t('stage.connecting')}`),
      product ? build('span', { class: 'hand-product' }, icon('bag'), apart(this.#title(product))) : null),
      isInvited ? null : button(t(this.#isCall ? 'call.answer' : 'stage.seat'), 'primary', seat.work, { data: seat.data }),
      iconButton('close', t(isInvited ? 'stage.takeBack' : 'stage.refuseName', { name }), refuse.work, { data: refuse.data }));
    whileShown(item, () => { wait.textContent = formatClock(serverNow() - Date.parse(since)); });
    return item;
  }

  /** @param {string} id */
  #title(id) {
    const title = this.room.product(id)?.title ?? this.#titles.get(id);
    if (title !== undefined) return title;
    this.#titles.set(id, '');
    api.get(`/products/${encodeURIComponent(id)}`).then((product) => {
      this.#titles.set(id, product.title);
      this.#draw();
    }).catch(() => null);
    return '';
  }
}
