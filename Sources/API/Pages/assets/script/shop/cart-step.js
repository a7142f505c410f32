/** @typedef {import('../types.js').CartLine} CartLine */
/** @typedef {import('./cart-trouble.js').Trouble} Trouble */
import { NO_PICTURE } from '../element/asset.js';
import { apart, build, button, iconButton } from '../element/build.js';
import { busy } from '../element/busy.js';
import { t } from '../text/language.js';
import { formatMoney } from '../text/money.js';
import { lineOf, remedy, troubleText } from './cart-trouble.js';
import { trustFacts } from './trust.js';

/** The most of one variant in a cart that the stepper offers. */
const MOST = 99;

/**
 * One line of a cart or an order.
 *
 * @param {CartLine} line
 * @param {Node|null} [controls]
 */
export function lineRow(line, controls = null) {
  return build('li', { class: 'cart-line' },
    build('img', { class: 'thumb', src: line.picture ?? NO_PICTURE, alt: '' }),
    build('div', null,
      apart(line.title),
      build('p', { class: 'quiet-text' }, apart(line.options.join(' · '))),
      build('div', { class: 'cart-foot' },
        controls ?? build('span', { class: 'numbers' }, t('cart.times', { count: line.quantity })),
        apart(formatMoney(line.total), 'price'))));
}

/** The step of the shop sheet that shows the cart. */
export class CartStep {
  /** @param {import('./shop-sheet.js').ShopSheet} shop */
  constructor(shop) {
    this.shop = shop;
  }

  draw() {
    const { cart, market, room } = this.shop;
    const lines = cart.cart?.lines ?? [];
    const problems = cart.cart?.problems ?? [];
    const pay = button(t('cart.checkout'), 'primary wide', () => this.shop.showCheckout(),
      { disabled: problems.length > 0, data: { focus: 'foot pay' } });
    this.shop.sheet?.show({
      title: t('cart.title'),
      back: () => this.shop.showShelf(),
      body: lines.length === 0 ? [build('p', { class: 'empty' }, t('cart.empty'))] : [
        ...problems.map((trouble) => this.#trouble(trouble)),
        build('ul', null, ...lines.map((line) => lineRow(line, this.#stepper(line)))),
        build('dl', { class: 'sums' },
          build('dt', { class: 'total' }, t('order.subtotal')),
          build('dd', { class: 'total' }, cart.cart && apart(formatMoney(cart.cart.total)))),
        trustFacts({ market, host: room.show?.host ?? '' }),
      ],
      foot: lines.length === 0 ? [button(t('cart.look'), 'primary wide', () => this.shop.showShelf(), { data: { focus: 'foot look' } })] : [pay],
    });
  }

  /** @param {string} variant @param {number} quantity */
  async #set(variant, quantity) {
    await this.shop.cart.set(variant, quantity);
    this.shop.redraw();
  }

  /**
   * What is wrong with a line, and the button that puts it right.
   *
   * @param {Trouble} trouble
   */
  #trouble(trouble) {
    const line = lineOf(trouble, this.shop.cart.cart);
    const note = build('div', { class: 'note bad', role: 'alert' }, build('p', null, troubleText(trouble, line)));
    if (!line) return note;
    const { label, quantity } = remedy(trouble, line);
    const mend = button(label, 'quiet', () => busy(mend, () => this.#set(line.variant, quantity)),
      { data: { focus: `${line.variant} mend` } });
    note.append(mend);
    return note;
  }

  /** @param {CartLine} line */
  #stepper(line) {
    const step = (/** @type {string} */ symbol, /** @type {string} */ label, /** @type {number} */ quantity, disabled = false) => {
      const control = iconButton(symbol, label, () => busy(control, async () => {
        await this.#set(line.variant, quantity);
      }), { disabled, data: { focus: `${line.variant} ${quantity > line.quantity ? 'more' : 'less'}` } });
      return control;
    };
    return build('span', { class: 'stepper' },
      line.quantity > 1
        ? step('minus', t('cart.less'), line.quantity - 1)
        : step('trash', t('cart.remove', { title: line.title }), 0),
      build('output', { 'aria-label': t('cart.quantity') }, String(line.quantity)),
      step('plus', t('cart.more'), line.quantity + 1, line.quantity >= Math.min(MOST, line.available ?? MOST)));
  }
}
