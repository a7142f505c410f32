/** @typedef {import('../types.js').Market} Market */
/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('./shop-sheet.js').ShopSheet} ShopSheet */
import { fetched, toastProblem } from '../element/toast.js';

/**
 * The way into the shop; what is behind it is fetched at the first step in.
 *
 * Watching must start with few bytes, and most of a shop's are only needed by those who look at a product.
 */
export class ShopDoor {
  #sheet = /** @type {Promise<ShopSheet>|null} */ (null);

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('./cart.js').CartStore} cart
   * @param {Market} market
   */
  constructor(room, cart, market) {
    this.room = room;
    this.cart = cart;
    this.market = market;
  }

  showShelf() {
    this.#enter((sheet) => sheet.showShelf());
  }

  /** @param {Product} product */
  showProduct(product) {
    this.#enter((sheet) => sheet.showProduct(product));
  }

  showCart() {
    this.#enter((sheet) => sheet.showCart());
  }

  /** @param {(sheet: ShopSheet) => void} step */
  #enter(step) {
    this.#sheet ??= fetched(import('./shop-sheet.js'), () => { this.#sheet = null; })
      .then(({ ShopSheet }) => new ShopSheet(this.room, this.cart, this.market));
    this.#sheet.then(step).catch(toastProblem);
  }
}
