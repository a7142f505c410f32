/** @typedef {import('../types.js').Cart} Cart */
/** @typedef {import('../types.js').CartLine} CartLine */
import { t } from '../text/language.js';
import { formatMoney } from '../text/money.js';
import { refusalText } from '../text/problem-text.js';

/** @typedef {Cart['problems'][number]} Trouble */

/**
 * What keeps a line from being bought, in the reader's words.
 *
 * @param {Trouble} trouble
 * @param {CartLine} [line]
 */
export function troubleText(trouble, line) {
  if (!line) return refusalText(trouble);
  const title = [line.title, ...line.options].join(', ');
  switch (trouble.code) {
    case 'out-of-stock': return line.available
      ? t('cart.fewLeft', { title, count: line.available }) : t('cart.noneLeft', { title });
    case 'offer-is-gone': return t('cart.offerIsGone', { title, price: formatMoney(line.unit) });
    case 'not-for-sale': return t('cart.notForSale', { title });
    default: return refusalText(trouble);
  }
}

/**
 * The line a trouble is about.
 *
 * @param {Trouble} trouble
 * @param {Cart|null} cart
 */
export function lineOf(trouble, cart) {
  return cart?.lines.find((line) => line.variant === trouble.variant);
}

/**
 * The one thing that puts a trouble right: its name, and the quantity to set.
 *
 * @param {Trouble} trouble
 * @param {CartLine} line
 */
export function remedy(trouble, line) {
  if (trouble.code === 'offer-is-gone') {
    return { label: t('cart.takeAtPrice', { price: formatMoney(line.unit) }), quantity: line.quantity };
  }
  if (trouble.code === 'out-of-stock' && line.available) {
    return { label: t('cart.takeFew', { count: line.available }), quantity: line.available };
  }
  return { label: t('cart.remove', { title: line.title }), quantity: 0 };
}
