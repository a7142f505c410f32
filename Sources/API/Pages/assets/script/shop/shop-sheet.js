/** @typedef {import('../types.js').Market} Market */
/** @typedef {import('../types.js').Order} Order */
/** @typedef {import('../types.js').Product} Product */
import { api } from '../api/client.js';
import { build, button } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { Sheet } from '../element/sheet.js';
import { t } from '../text/language.js';
import { CartStep } from './cart-step.js';
import { CheckoutStep } from './checkout-step.js';
import { orderNumber, orderState } from './order-state.js';
import { ProductStep } from './product-step.js';
import { shelfList } from './shelf-list.js';

/** How long it is taken to be true who takes calls, in milliseconds. */
const ASKS_EVERY = 15_000;

/**
 * The sheet in which people look, choose and pay while the picture goes on.
 *
 * One sheet, several steps: shelf, product, cart, checkout, order.
 */
export class ShopSheet {
  /** @type {Sheet|null} */ sheet = null;
  cameFromShelf = false;
  /** A private show that is on air, where somebody can be asked about a product; `null` while there is none. */
  caller = /** @type {string|null} */ (null);
  #askedAt = 0;
  #step = /** @type {{draw: () => void}|null} */ (null);
  #name = '';

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('./cart.js').CartStore} cart
   * @param {Market} market
   */
  constructor(room, cart, market) {
    this.room = room;
    this.cart = cart;
    this.market = market;
    room.addEventListener('shelf', () => this.#follow());
    room.addEventListener('show', () => this.#follow());
  }

  showShelf() {
    this.#open('shelf', { draw: () => this.sheet?.show({
      title: t('shop.title'),
      body: [shelfList(this.room, (product) => this.showProduct(product, true))],
      foot: this.cart.count > 0 ? [button(t('cart.open', { count: this.cart.count }), 'primary wide', () => this.showCart(),
        { data: { focus: 'foot cart' } })] : [],
    }) });
  }

  /** @param {Product} product @param {boolean} [fromShelf] */
  showProduct(product, fromShelf = false) {
    this.cameFromShelf = fromShelf;
    void this.#findCaller();
    this.#open('product', new ProductStep(this, product));
  }

  /** Looks for a show that takes calls; one that is none itself. */
  async #findCaller() {
    if (performance.now() - this.#askedAt < ASKS_EVERY && this.#askedAt > 0) return;
    this.#askedAt = performance.now();
    const answer = await api.get('/shows?state=live').catch(() => null);
    /** @type {import('../types.js').Show[]} */
    const shows = answer?.items ?? answer ?? [];
    const caller = shows.find(({ id, scene, state }) => scene === 'private' && state === 'live' && id !== this.room.id)?.id ?? null;
    if (caller === this.caller) return;
    this.caller = caller;
    if (this.#name === 'product') this.redraw();
  }

  showCart() {
    this.#open('cart', new CartStep(this));
    this.cart.read().then(() => this.#name === 'cart' && this.redraw()).catch(() => null);
  }

  showCheckout() {
    this.#open('checkout', new CheckoutStep(this));
  }

  /** @param {Order} order */
  showOrder(order) {
    this.#open('order', { draw: () => this.sheet?.show({
      title: t('order.title'),
      body: [orderState(order, { onchange: (now) => this.showOrder(now), room: this.room }), orderNumber(order)],
      foot: [build('a', { class: 'link-button', href: '/orders', target: '_blank' }, t('orders.title')),
        button(t('order.backToShow'), 'primary', () => this.sheet?.close(), { data: { focus: 'foot show' } })],
    }) });
  }

  /** @param {string} name @param {{draw: () => void}} step */
  #open(name, step) {
    const isSame = this.#name === name && this.sheet?.isOpen;
    this.#name = name;
    this.#step = step;
    if (!this.sheet?.isOpen) {
      this.sheet = new Sheet({ title: '', onclose: () => { this.#name = ''; } });
    }
    this.sheet.element.classList.toggle('shelf-sheet', name === 'shelf');
    if (isSame) this.redraw();
    else step.draw();
    this.sheet.open();
  }

  /** New facts: steps that show stock and prices draw again; forms keep what was typed. */
  #follow() {
    if (['shelf', 'product'].includes(this.#name)) this.redraw();
  }

  /** Draws the same step again; who was somewhere in it stays there. */
  redraw() {
    const { sheet } = this;
    if (!sheet?.isOpen) return;
    const scrolled = sheet.body.scrollTop;
    keepFocus(sheet.element, () => this.#step?.draw(), sheet.heading);
    sheet.body.scrollTop = scrolled;
  }
}
