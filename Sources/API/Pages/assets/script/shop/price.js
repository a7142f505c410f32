/** @typedef {import('../types.js').Money} Money */
/** @typedef {import('../types.js').Offer} Offer */
/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Variant} Variant */
import { apart, build } from '../element/build.js';
import { t } from '../text/language.js';
import { formatMoney } from '../text/money.js';

/**
 * A price, and what it was before.
 *
 * @param {Money} now
 * @param {Money|null} [before]
 */
export function priceTag(now, before) {
  return build('span', { class: 'prices' }, apart(formatMoney(now), 'price'),
    before && before.minor > now.minor
      ? [' ', build('span', { class: 'hidden-words' }, t('shop.before')), build('bdi', { class: 'before' }, formatMoney(before))]
      : null);
}

/**
 * What a variant costs now.
 *
 * @param {Variant} variant
 * @param {Offer|null} offer
 */
export function priceOf(variant, offer) {
  return offer && offer.variant === variant.id
    ? { now: offer.price, before: offer.before }
    : { now: variant.price, before: variant.compareAt };
}

/**
 * What the variants of a product cost now, the cheapest first.
 *
 * @param {Product} product
 * @param {Offer|null} [offer]
 */
export function pricesUp(product, offer = null) {
  return product.variants.map((variant) => priceOf(variant, offer)).sort((one, other) => one.now.minor - other.now.minor);
}

/**
 * The lowest price, with the word "from" where they differ.
 *
 * @param {Product} product
 * @param {Offer|null} [offer]
 */
export function priceFrom(product, offer = null) {
  const sorted = pricesUp(product, offer);
  const lowest = sorted[0];
  if (!lowest) return build('span');
  const tag = priceTag(lowest.now, lowest.before);
  if (sorted.at(-1)?.now.minor === lowest.now.minor) return tag;
  return build('span', null, `${t('shop.from')} `, tag);
}

/**
 * The options of a variant, which tell it from the others of its product; nothing where there are none.
 *
 * @param {Product} product
 * @param {string} id
 */
export function variantName(product, id) {
  const options = product.variants.find((each) => each.id === id)?.options ?? [];
  return options.length > 0 ? build('span', { class: 'variant-name', dir: 'auto' }, options.join(' · ')) : null;
}

/**
 * What a button of few words is about, for those who hear it.
 *
 * @param {Product} product
 */
export function hiddenTitle(product) {
  return build('span', { class: 'hidden-words', dir: 'auto' }, ` ${product.title}`);
}

/**
 * Units left over all variants.
 *
 * @param {Product} product
 */
export function unitsLeft(product) {
  return product.variants.reduce((sum, variant) => sum + Math.max(0, variant.available), 0);
}

/**
 * How much is left, where it matters.
 *
 * @param {number} units
 */
export function stockBadge(units) {
  if (units <= 0) return build('span', { class: 'badge bad' }, t('shop.soldOut'));
  return units <= 5 ? build('span', { class: 'badge warm' }, t('shop.left', { count: units })) : null;
}
