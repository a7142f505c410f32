/** @typedef {import('../types.js').CartLine} CartLine */
import { refusalText } from '../api/problem.js';
import { apart, build, button, iconButton } from '../element/build.js';
import { busy } from '../element/busy.js';
import { t } from '../text/language.js';
import { formatMoney } from '../text/money.js';
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
    build('img', { class: 'thumb', src: line.picture ?? '/assets/no-picture.svg', alt: '' }),
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
    const pay = button(t('cart.checkout'), 'primary wide', () => this.shop.showCheckout(), { disabled: problems.length > 0 });
    this.shop.sheet?.show({
      title: t('cart.title'),
      back: () => this.shop.showShelf(),
      body: lines.length === 0 ? [build('p', { class: 'empty' }, t('cart.empty'))] : [
        ...problems.map((problem) => build('p', { class: 'note bad', role: 'alert' }, refusalText(problem))),
        build('ul', null, ...lines.map((line) => lineRow(line, this.#stepper(line)))),
        build('dl', { class: 'sums' },
          build('dt', { class: 'total' }, t('order.subtotal')),
          build('dd', { class: 'total' }, cart.cart && apart(formatMoney(cart.cart.total)))),
        trustFacts({ market, host: room.show?.host ?? '' }),
      ],
      foot: lines.length === 0 ? [button(t('cart.look'), 'primary wide', () => this.shop.showShelf())] : [pay],
    });
  }

  /** @param {CartLine} line */
  #stepper(line) {
    const step = (/** @type {string} */ symbol, /** @type {string} */ label, /** @type {number} */ quantity, disabled = false) => {
      const control = iconButton(symbol, label, () => busy(control, async () => {
        await this.shop.cart.set(line.variant, quantity);
        this.draw();
      }), { disabled });
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
