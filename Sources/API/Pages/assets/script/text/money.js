/** @typedef {import('../types.js').Money} Money */
import { locale } from './format.js';

/** Currencies whose unit has not two decimals (ISO 4217); Intl knows how people write, which is another thing. */
const EXPONENTS = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => /** @type {const} */ ([code, 0])),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => /** @type {const} */ ([code, 3])),
  ...'CLF UYW'.split(' ').map((code) => /** @type {const} */ ([code, 4])),
]);

/** Currencies whose prices people write without the empty decimals (CLDR: no cash digits). */
const WRITTEN_WHOLE = new Set(['IDR', 'COP', 'HUF', 'TWD']);

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * @param {string} currency
 * @param {number} [digits] those of the reader's custom unless given
 */
function formatFor(currency, digits) {
  const key = `${locale()}/${currency}/${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), {
      style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: digits, maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format;
}

/**
 * How many decimals the smallest unit of a currency has, as the server counts it.
 *
 * @param {string} currency ISO 4217 code
 */
function exponent(currency) {
  return EXPONENTS.get(currency) ?? 2;
}

/**
 * How many decimals an amount is written with: those people are used to, all where something stands in the rest.
 *
 * @param {Money} money
 */
function writtenDigits({ minor, currency }) {
  const all = exponent(currency);
  const usual = WRITTEN_WHOLE.has(currency) ? 0 : formatFor(currency).resolvedOptions().maximumFractionDigits ?? all;
  return usual < all && minor % 10 ** (all - usual) === 0 ? usual : all;
}

/**
 * The exact decimal text of an amount: `1999` USD is `19.99`.
 *
 * Only string work: a floating value never touches money.
 *
 * @param {Money} money
 */
export function decimalText(money) {
  const digits = exponent(money.currency);
  const sign = money.minor < 0 ? '-' : '';
  const text = String(Math.abs(money.minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * What a price in a currency may look like: `19.99`, or `1999` where there are no decimals.
 *
 * @param {string} currency
 */
export function priceExample(currency) {
  return decimalText({ minor: 1999 * 10 ** Math.max(0, exponent(currency) - 2), currency });
}

/**
 * Reads a decimal text as an amount, or `null` when it is not one.
 *
 * @param {string} text `19.99`; a comma is taken as the decimal mark too
 * @param {string} currency
 * @returns {Money|null}
 */
export function parseMoney(text, currency) {
  const digits = exponent(currency);
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match || (match[2] ?? '').length > digits) return null;
  const minor = Number(match[1] + (match[2] ?? '').padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

/**
 * An amount as the reader writes it.
 *
 * @param {Money} money
 */
export function formatMoney(money) {
  return formatFor(money.currency, writtenDigits(money)).format(/** @type {any} */ (decimalText(money)));
}
