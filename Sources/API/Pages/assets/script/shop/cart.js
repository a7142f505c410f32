/** @typedef {import('../types.js').Cart} Cart */
import { api } from '../api/client.js';

/**
 * The caller's cart as the server keeps it.
 *
 * Event: `change`.
 */
export class CartStore extends EventTarget {
  /** @type {Cart|null} */ cart = null;

  /** @param {string} show what is credited with the sale */
  constructor(show) {
    super();
    this.show = show;
  }

  get count() {
    return this.cart?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
  }

  async read() {
    this.#take(await api.get('/cart'));
  }

  /**
   * Sets how many of a variant are wanted; 0 takes it out.
   *
   * @param {string} variant
   * @param {number} quantity
   */
  async set(variant, quantity) {
    this.#take(await api.put(`/cart/lines/${variant}`, { quantity, show: this.show }));
  }

  /**
   * One more of a variant.
   *
   * @param {string} variant
   * @param {number} [quantity]
   */
  async add(variant, quantity = 1) {
    if (!this.cart) await this.read();
    const line = this.cart?.lines.find((each) => each.variant === variant);
    await this.set(variant, (line?.quantity ?? 0) + quantity);
  }

  /** @param {Cart} cart */
  #take(cart) {
    this.cart = cart;
    this.dispatchEvent(new Event('change'));
  }
}
