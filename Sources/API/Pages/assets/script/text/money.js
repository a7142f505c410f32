/** @typedef {import('../types.js').Money} Money */
import { locale } from './format.js';

/** Currencies whose prices people write without the empty decimals (CLDR: no cash digits). */
const WRITTEN_WHOLE = new Set(['IDR', 'COP', 'HUF', 'TWD']);

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {string} currency @returns {Intl.NumberFormat} */
function formatFor(currency) {
  const key = `${locale()}/${currency}`;
  let format = formats.get(key);
  if (!format) {
    const whole = WRITTEN_WHOLE.has(currency) ? { trailingZeroDisplay: 'stripIfInteger' } : {};
    format = new Intl.NumberFormat(locale(), /** @type {Intl.NumberFormatOptions} */ ({
      style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...whole,
    }));
    formats.set(key, format);
  }
  return format;
}

/**
 * How many decimals the smallest unit of a currency has.
 *
 * @param {string} currency ISO 4217 code
 */
export function exponent(currency) {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
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
  return formatFor(money.currency).format(/** @type {any} */ (decimalText(money)));
}
