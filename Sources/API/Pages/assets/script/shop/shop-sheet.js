/** @typedef {import('../types.js').Market} Market */
/** @typedef {import('../types.js').Order} Order */
/** @typedef {import('../types.js').Product} Product */
import { build, button } from '../element/build.js';
import { Sheet } from '../element/sheet.js';
import { t } from '../text/language.js';
import { CartStep } from './cart-step.js';
import { CheckoutStep } from './checkout-step.js';
import { orderNumber, orderState } from './order-state.js';
import { ProductStep } from './product-step.js';
import { shelfList } from './shelf-list.js';

/**
 * The sheet in which people look, choose and pay while the picture goes on.
 *
 * One sheet, several steps: shelf, product, cart, checkout, order.
 */
export class ShopSheet {
  /** @type {Sheet|null} */ sheet = null;
  cameFromShelf = false;
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
    room.addEventListener('shelf', () => this.#redraw());
    room.addEventListener('show', () => this.#redraw());
  }

  showShelf() {
    this.#open('shelf', { draw: () => this.sheet?.show({
      title: t('shop.title'),
      body: [shelfList(this.room, (product) => this.showProduct(product, true))],
      foot: this.cart.count > 0 ? [button(t('cart.open', { count: this.cart.count }), 'primary wide', () => this.showCart())] : [],
    }) });
  }

  /** @param {Product} product @param {boolean} [fromShelf] */
  showProduct(product, fromShelf = false) {
    this.cameFromShelf = fromShelf;
    this.#open('product', new ProductStep(this, product));
  }

  showCart() {
    this.#open('cart', new CartStep(this));
    this.cart.read().then(() => this.#name === 'cart' && this.#step?.draw()).catch(() => null);
  }

  showCheckout() {
    this.#open('checkout', new CheckoutStep(this));
  }

  /** @param {Order} order */
  showOrder(order) {
    this.#open('order', { draw: () => this.sheet?.show({
      title: t('order.title'),
      body: [orderState(order, { onchange: (now) => this.showOrder(now) }), orderNumber(order)],
      foot: [build('a', { class: 'link-button', href: '/orders', target: '_blank' }, t('orders.title')),
        button(t('order.backToShow'), 'primary', () => this.sheet?.close())],
    }) });
  }

  /** @param {string} name @param {{draw: () => void}} step */
  #open(name, step) {
    this.#name = name;
    this.#step = step;
    if (!this.sheet?.isOpen) {
      this.sheet = new Sheet({ title: '', onclose: () => { this.#name = ''; } });
    }
    this.sheet.element.classList.toggle('shelf-sheet', name === 'shelf');
    step.draw();
    this.sheet.open();
  }

  /** New facts: steps that show stock and prices draw again; forms keep what was typed. */
  #redraw() {
    if (!this.sheet?.isOpen || !['shelf', 'product'].includes(this.#name)) return;
    const scrolled = this.sheet.body.scrollTop;
    const focused = describe(document.activeElement);
    this.#step?.draw();
    this.sheet.body.scrollTop = scrolled;
    if (focused) /** @type {HTMLElement|null} */ (this.sheet.element.querySelector(focused))?.focus({ preventScroll: true });
  }
}

/**
 * A selector that finds an element again after a redraw.
 *
 * @param {Element|null} element
 */
function describe(element) {
  if (!(element instanceof HTMLElement)) return null;
  if (element.dataset.product) return `[data-product="${element.dataset.product}"]`;
  if (element instanceof HTMLInputElement && element.checked) return `[name="${element.name}"]:checked`;
  if (element.classList.contains('primary')) return '.sheet-foot .primary';
  return element.classList.contains('quiet') ? '.sheet-foot .quiet' : null;
}
