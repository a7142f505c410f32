/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Variant} Variant */
import { build, button, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';
import { choices } from './choice.js';
import { priceOf, priceTag, stockBadge } from './price.js';
import { trustFacts } from './trust.js';

/**
 * The variant that has exactly these options.
 *
 * @param {Product} product
 * @param {string[]} chosen
 */
function variantWith(product, chosen) {
  return product.variants.find((variant) => variant.options.every((value, index) => value === chosen[index])) ?? null;
}

/**
 * Whether an option value still leads to something in stock.
 *
 * @param {Product} product
 * @param {string[]} chosen
 * @param {number} position
 * @param {string} value
 */
function isOpen(product, chosen, position, value) {
  return product.variants.some((variant) => variant.available > 0 && variant.options[position] === value
    && variant.options.every((each, index) => index >= position || each === chosen[index]));
}

/**
 * Options to start with: the offer's, or the first that is in stock.
 *
 * @param {Product} product
 * @param {string|undefined} wanted
 */
function firstChoice(product, wanted) {
  const variant = product.variants.find((each) => each.id === wanted)
    ?? product.variants.find((each) => each.available > 0) ?? product.variants[0];
  return [...(variant?.options ?? [])];
}

/** @param {Product} product */
function gallery(product) {
  if (product.pictures.length === 0) return null;
  return build('div', { class: 'gallery', tabindex: product.pictures.length > 1 ? '0' : null, role: 'group', 'aria-label': t('shop.pictures') },
    ...product.pictures.map((picture) => build('img', { src: picture.url, alt: picture.alt || product.title })));
}

/**
 * The step of the shop sheet that shows one product.
 *
 * It draws itself again when stock, price or offer change.
 */
export class ProductStep {
  /**
   * @param {import('./shop-sheet.js').ShopSheet} shop
   * @param {Product} product
   */
  constructor(shop, product) {
    this.shop = shop;
    this.product = product;
    this.chosen = firstChoice(product, shop.room.offerFor(product.id)?.variant);
  }

  draw() {
    this.product = this.shop.room.product(this.product.id) ?? this.product;
    const { product, shop } = this;
    const variant = variantWith(product, this.chosen);
    shop.sheet?.show({
      title: product.title,
      back: shop.cameFromShelf ? () => shop.showShelf() : undefined,
      body: [
        gallery(product),
        variant && this.#prices(variant),
        ...product.options.map((name, position) => this.#option(name, position)),
        this.shop.caller && build('a', { class: 'quiet wide video-call', href: `/live/${this.shop.caller}?product=${encodeURIComponent(product.id)}` },
          icon('phone'), t('shop.videoCall')),
        build('p', { dir: 'auto' }, product.description),
        trustFacts({ market: shop.market, host: shop.room.show?.host ?? '', product }),
      ],
      foot: this.#buttons(variant),
    });
  }

  /** @param {Variant} variant */
  #prices(variant) {
    const { now, before } = priceOf(variant, this.shop.room.offerFor(this.product.id));
    return build('p', { class: 'price-line' }, priceTag(now, before), ' ', stockBadge(variant.available));
  }

  /** @param {string} name @param {number} position */
  #option(name, position) {
    const values = [...new Set(this.product.variants.map((variant) => variant.options[position]))];
    return choices({
      name: `option-${position}`,
      legend: name,
      chosen: this.chosen[position],
      values: values.map((value) => ({
        value, label: value, disabled: !isOpen(this.product, this.chosen, position, value),
      })),
      onchange: (value) => {
        this.chosen[position] = value;
        this.shop.redraw();
      },
    });
  }

  /** @param {Variant|null} variant */
  #buttons(variant) {
    const { cart } = this.shop;
    if (!variant || variant.available <= 0) {
      return [build('button', { type: 'button', class: 'primary wide', disabled: true }, t('shop.soldOut'))];
    }
    const add = button('', 'quiet', () => busy(add, async () => {
      await cart.add(variant.id);
      toast(t('cart.added', { title: this.product.title }), 'good');
    }), { 'aria-label': t('cart.add'), title: t('cart.add'), data: { focus: 'foot add' } });
    add.append(icon('cart'));
    const buy = button(t('shop.buyNow'), 'primary', () => busy(buy, async () => {
      await this.#want(variant.id);
      if (cart.cart?.problems.length) this.shop.showCart();
      else this.shop.showCheckout();
    }), { data: { focus: 'foot buy' } });
    buy.classList.add('grow');
    return [add, buy];
  }

  /**
   * Puts it into the cart at the price of now; what is refused can be put right in the cart.
   *
   * @param {string} variant
   */
  async #want(variant) {
    const { cart } = this.shop;
    try {
      await cart.want(variant);
    } catch (failure) {
      if (cart.cart?.lines.some((line) => line.variant === variant)) this.shop.showCart();
      throw failure;
    }
  }
}
