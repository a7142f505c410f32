import { language } from './language.js';

let country = '';

/**
 * Says where the reader is, so that dates and numbers look like at home.
 *
 * @param {{country: string}} market
 */
export function usePlace(market) {
  country = market.country;
}

/** The language with the reader's country: `ar-SA` also brings its calendar and digits. */
export function locale() {
  const code = language();
  if (!country || code.includes('-')) return code;
  return `${code}-${country}`;
}

/** @param {Intl.DateTimeFormatOptions} options */
function dates(options) {
  return new Intl.DateTimeFormat(locale(), options);
}

/**
 * A count, grouped.
 *
 * @param {number} value
 */
export function formatNumber(value) {
  return new Intl.NumberFormat(locale()).format(value);
}

/**
 * A count in few characters: 12K.
 *
 * @param {number} value
 */
export function formatCompact(value) {
  return new Intl.NumberFormat(locale(), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/**
 * A share of one.
 *
 * @param {number} share
 * @param {number} [digits]
 */
export function formatShare(share, digits = 0) {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/**
 * Day and hour: Fri 21 Nov, 19:00.
 *
 * @param {string} at RFC 3339
 */
export function formatDateTime(at) {
  return dates({ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
    .format(new Date(at));
}

/**
 * A full date with its time, for papers such as orders.
 *
 * @param {string} at
 */
export function formatFullDate(at) {
  return dates({ dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));
}

/**
 * The days on which a parcel should arrive.
 *
 * @param {[number, number]} days from and to, counted from `start`
 * @param {Date} start
 */
export function formatDelivery(days, start) {
  const day = (/** @type {number} */ count) => new Date(start.getTime() + count * 86_400_000);
  return dates({ weekday: 'short', day: 'numeric', month: 'short' }).formatRange(day(days[0]), day(days[1]));
}

/**
 * Minutes and seconds: 4:59.
 *
 * @param {number} milliseconds
 */
export function formatClock(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const pad = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}`
    : `${minutes}:${pad(seconds % 60)}`;
}

/**
 * The name of a country.
 *
 * @param {string} code
 */
export function countryName(code) {
  return new Intl.DisplayNames([language()], { type: 'region' }).of(code) ?? code;
}

/**
 * Kilobits or megabits per second.
 *
 * @param {number} bitsPerSecond
 */
export function formatBitrate(bitsPerSecond) {
  return bitsPerSecond >= 1_000_000
    ? `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(bitsPerSecond / 1_000_000)} Mbit/s`
    : `${formatNumber(Math.round(bitsPerSecond / 1000))} kbit/s`;
}
