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
   */
  async add(variant) {
    await this.set(variant, await this.#quantity(variant) + 1);
  }

  /**
   * At least one of a variant, at the price of now.
   *
   * A line that is there already is set again: the server takes the offer that runs, or gives up one that is over.
   *
   * @param {string} variant
   */
  async want(variant) {
    await this.set(variant, Math.max(1, await this.#quantity(variant)));
  }

  /** @param {string} variant */
  async #quantity(variant) {
    if (!this.cart) await this.read();
    return this.cart?.lines.find((line) => line.variant === variant)?.quantity ?? 0;
  }

  /** @param {Cart} cart */
  #take(cart) {
    this.cart = cart;
    this.dispatchEvent(new Event('change'));
  }
}
