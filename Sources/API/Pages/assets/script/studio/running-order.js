/** @typedef {import('../types.js').Product} Product */
import { api } from '../api/client.js';
import { serverNow } from '../api/server-time.js';
import { NO_PICTURE } from '../element/asset.js';
import { build, button, fill, iconButton, need } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { toast, toastProblem } from '../element/toast.js';
import { whileShown } from '../element/ticker.js';
import { formatClock, formatShare } from '../text/format.js';
import { t } from '../text/language.js';
import { priceFrom, stockBadge, unitsLeft, variantName } from '../shop/price.js';
import { openOfferDialog } from './offer-dialog.js';
import { openVoteDialog } from './vote-dialog.js';

/** The products of the show in their order; keys 1–9 pin, 0 takes the pin away. */
export class RunningOrder {
  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    room.addEventListener('show', () => this.#draw());
    room.addEventListener('shelf', () => this.#draw());
    document.addEventListener('keydown', (event) => this.#key(event));
    const vote = button(t('vote.ask'), 'quiet', () => openVoteDialog(room));
    const offer = button(t('offer.start'), 'offer-button', () => busy(offer, () => openOfferDialog(room)));
    fill(need('#order-actions'), vote, offer);
    // Both dialogs show what is on the shelf, so they wait for it.
    const allow = () => { vote.disabled = offer.disabled = !room.hasShelf; };
    room.addEventListener('shelf', allow);
    allow();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return;
    const product = this.room.shelf[Number(event.key) - 1];
    if (event.key === '0') this.#pin(null).catch(toastProblem);
    else if (product) this.#pin(product).catch(toastProblem);
  }

  /** @param {Product|null} product */
  async #pin(product) {
    if (product) await api.put(`/shows/${this.room.id}/pin`, { product: product.id });
    else await api.remove(`/shows/${this.room.id}/pin`);
    toast(product ? t('studio.pinned', { title: product.title }) : t('studio.unpinned'), 'good');
  }

  #draw() {
    const { show, shelf } = this.room;
    keepFocus(need('.order'), () => {
      fill(need('#now'), show?.offer?.state === 'running' ? this.#offer() : null, show?.vote && this.#vote());
      fill(need('#running-order'), ...shelf.map((product, index) => this.#slot(product, index)));
    }, /** @type {HTMLElement} */ (need('#order-actions button')));
  }

  /** @param {Product} product @param {number} index */
  #slot(product, index) {
    const isFront = product.id === this.room.show?.pinned;
    const control = iconButton('pin', isFront ? t('studio.unpin', { title: product.title }) : t('studio.pin', { title: product.title }),
      () => busy(control, () => this.#pin(isFront ? null : product)), { 'aria-pressed': String(isFront), data: { focus: `${product.id} pin` } });
    const left = unitsLeft(product);
    const offer = iconButton('bolt', t('offer.startFor', { title: product.title }),
      () => busy(offer, () => openOfferDialog(this.room, product)), { disabled: left <= 0, data: { focus: `${product.id} offer` } });
    return build('li', { class: 'slot', data: { product: product.id, front: String(isFront) } },
      index < 9 ? build('kbd', null, String(index + 1)) : build('kbd', { 'aria-hidden': 'true' }),
      build('img', { class: 'thumb', src: product.pictures[0]?.url ?? NO_PICTURE, alt: '', loading: 'lazy' }),
      build('div', { class: 'slot-words' },
        build('bdi', { class: 'shelf-title' }, product.title), build('br'),
        priceFrom(product), ' ',
        stockBadge(left) ?? build('span', { class: 'badge' }, t('shop.left', { count: left }))),
      offer, control);
  }

  #offer() {
    const offer = this.room.show?.offer;
    if (!offer) return null;
    const product = this.room.product(offer.product);
    const clock = build('strong', { class: 'numbers', role: 'timer' });
    const end = button(t('offer.end'), 'quiet', () => busy(end, () => api.remove(`/shows/${this.room.id}/offers/${offer.id}`)),
      { data: { focus: 'now offer' } });
    const card = build('div', { class: 'now-card' },
      build('strong', null, t('offer.title'), ': ', build('bdi', null, product?.title ?? '')),
      product && variantName(product, offer.variant),
      build('span', null, clock, ' · ', t('offer.left', { count: offer.left, units: offer.units })), end);
    whileShown(card, () => { clock.textContent = formatClock(Date.parse(offer.endsAt) - serverNow()); });
    return card;
  }

  #vote() {
    const vote = this.room.show?.vote;
    if (!vote || (vote.state === 'closed' && !vote.pinned)) return null;
    const voices = vote.answers.reduce((sum, answer) => sum + answer.count, 0);
    const change = (/** @type {string} */ text, /** @type {object} */ body) => {
      const control = button(text, 'quiet', () => busy(control, () => api.put(`/shows/${this.room.id}/votes/${vote.id}`, body)),
        { data: { focus: 'now vote' } });
      return control;
    };
    return build('div', { class: 'now-card' },
      build('strong', { dir: 'auto' }, vote.question),
      build('ul', null, ...vote.answers.map((answer) => build('li', null, build('bdi', null, answer.text), ': ',
        build('span', { class: 'numbers' }, `${formatShare(voices ? answer.count / voices : 0)} (${answer.count})`)))),
      build('div', { class: 'part-actions' },
        vote.state === 'open' ? change(t('vote.close'), { state: 'closed', pinned: true }) : change(t('vote.unpin'), { state: 'closed', pinned: false })));
  }
}
