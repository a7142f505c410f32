/** @typedef {import('../types.js').Product} Product */
import { api } from '../api/client.js';
import { NO_PICTURE } from '../element/asset.js';
import { apart, build, button, fill, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { openForm } from '../element/form-dialog.js';
import { keepFocus } from '../element/keep-focus.js';
import { priceFrom } from '../shop/price.js';
import { t } from '../text/language.js';
import { openHandSheet } from './hand-sheet.js';
import { avatar } from './tile.js';

/** How long a note to the host may be. */
const MOST = 280;

/**
 * A private call as the customer has it: ring, wait, talk, with the product that it is about beside it.
 */
export class CallView {
  element = build('section', { class: 'call', hidden: true });
  #product = /** @type {Product|null} */ (null);
  #drawn = '';
  #wasIn = false;
  #mayRecord = false;

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('./participation.js').Participation} part
   * @param {import('../shop/shop-door.js').ShopDoor} shop
   */
  constructor(room, part, shop) {
    this.room = room;
    this.part = part;
    this.shop = shop;
    this.element.setAttribute('aria-label', t('call.title'));
    for (const name of ['stage', 'mine', 'show', 'shelf']) room.addEventListener(name, () => this.#draw());
    part.own.addEventListener('change', () => this.#draw());
    void this.#readProduct();
    this.#draw();
  }

  get #productID() {
    return new URLSearchParams(location.search).get('product');
  }

  /** The product may be on another show's shelf. */
  async #readProduct() {
    const id = this.#productID;
    if (!id) return;
    this.#product = this.room.product(id) ?? await api.get(`/products/${encodeURIComponent(id)}`).catch(() => null);
    this.#draw();
  }

  #draw() {
    const { stage, show, mine } = this.room;
    const isOn = stage?.scene === 'private' && show?.state === 'live' && !this.part.isHouse;
    this.element.hidden = !isOn;
    if (isOn) document.body.dataset.call = mine.state;
    else delete document.body.dataset.call;
    if (!isOn) return;
    if (mine.state === 'seated') this.#wasIn = true;
    const product = this.room.product(this.#productID) ?? this.#product;
    const drawn = JSON.stringify([mine, stage.recording, show.host, product, this.#wasIn, this.#mayRecord, this.part.own.stream?.id]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.dataset.state = mine.state;
    const parts = { none: () => this.#door(product), raised: () => this.#waiting(product), invited: () => this.#waiting(product),
      seated: () => this.#talk(product), banned: () => [icon('alert'), build('p', null, t('stage.banned'))] }[mine.state];
    keepFocus(this.element, () => fill(this.element, build('div', { class: 'call-card' }, ...parts())));
  }

  /** @param {Product|null} product */
  #door(product) {
    const host = this.room.show?.host ?? '';
    const ring = button(this.#wasIn ? t('call.again') : t('call.ring'), 'primary wide', () => openHandSheet({
      own: this.part.own, title: t('call.title'), text: t('call.ringText', { host }), action: t('call.ring'), hasPicture: true,
      go: () => this.part.ask(this.#productID ? { product: this.#productID } : {}),
    }), { id: 'ring', data: { focus: 'ring call' } });
    return [avatar({ person: host, name: host }),
      build('h2', null, this.#wasIn ? t('call.ended') : t('call.with', { host })),
      build('p', { class: 'quiet-text' }, t('call.text')), this.#card(product), ring];
  }

  /** @param {Product|null} product */
  #waiting(product) {
    const host = this.room.show?.host ?? '';
    const position = this.room.mine.position ?? 1;
    const self = build('video', { playsinline: true, autoplay: true, class: 'self', 'aria-label': t('stage.preview') });
    self.muted = true;
    self.srcObject = this.part.own.hasCamera ? this.part.own.stream : null;
    const giveUp = button(t('call.giveUp'), 'quiet wide', () => this.#leaveNote(), { id: 'give-up', data: { focus: 'wait stop' } });
    return [build('div', { class: 'self-view ringing' }, self),
      build('h2', { role: 'status' }, position <= 1 ? t('call.ringing', { host }) : t('call.position', { count: position })),
      build('p', { class: 'quiet-text' }, t('call.stay')), this.#card(product), giveUp];
  }

  /** @param {Product|null} product */
  #talk(product) {
    const { stage } = this.room;
    const record = build('input', { type: 'checkbox', checked: this.#mayRecord, data: { focus: 'record agree' }, onchange: () => busy(null, async () => {
      this.#mayRecord = record.checked;
      await this.room.act('record', { agree: record.checked });
    }) });
    return [stage?.recording ? build('p', { class: 'badge on-air', role: 'status' }, t('call.recording')) : null,
      this.#card(product), build('label', { class: 'check' }, record, t('call.mayRecord'))];
  }

  /** @param {Product|null} product */
  #card(product) {
    if (!product) return null;
    return build('button', { type: 'button', class: 'call-product', data: { focus: 'product open', product: product.id }, onclick: () => this.shop.showProduct(product) },
      build('img', { class: 'thumb', src: product.pictures[0]?.url ?? NO_PICTURE, alt: '' }),
      build('span', null, apart(product.title, 'shelf-title'), build('br'), priceFrom(product)));
  }

  /** Who gives up may leave a word, so that the host can come back to them. */
  #leaveNote() {
    const leave = button(t('call.withoutNote'), 'quiet', () => busy(leave, async () => {
      await this.part.lower();
      sheet.close();
    }));
    const sheet = openForm({
      title: t('call.giveUp'),
      action: t('call.sendNote'),
      body: [build('p', null, t('call.noteText')), build('label', { class: 'field' },
        build('span', { class: 'field-label' }, t('call.note')),
        build('textarea', { name: 'note', maxlength: MOST, required: true, dir: 'auto' }))],
      more: [leave],
      submit: async (data) => this.part.lower(String(data.get('note')).trim()),
    });
  }
}
