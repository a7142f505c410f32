/** @typedef {import('../types.js').Show} Show */
import { build, icon } from '../element/build.js';
import { t } from '../text/language.js';

/** How long an entry lasts when nobody knows the end. */
const LASTS = 3_600_000;

/**
 * Text inside a calendar file (RFC 5545, 3.3.11).
 *
 * @param {string} text
 */
const escaped = (text) => text.replace(/([\\;,])/g, '\\$1').replace(/\r?\n/g, '\\n');

/**
 * A time as calendars write it.
 *
 * @param {number} at
 */
const stamp = (at) => `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

/**
 * Breaks a line at 60 characters, which stays under the 75 bytes a line may have in most scripts.
 *
 * @param {string} line
 */
const folded = (line) => line.replace(/(.{60})(?=.)/gu, '$1\r\n ');

/**
 * The calendar file of a scheduled show.
 *
 * @param {Show} show
 */
function calendar(show) {
  const start = Date.parse(show.startsAt ?? '');
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tradewind//Shows//EN', 'BEGIN:VEVENT',
    `UID:${show.id}@${location.host}`, `DTSTAMP:${stamp(Date.now())}`,
    `DTSTART:${stamp(start)}`, `DTEND:${stamp(start + LASTS)}`,
    `SUMMARY:${escaped(show.title)}`, `URL:${location.origin}/live/${show.id}`,
    'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(show.title)}`, 'TRIGGER:-PT10M', 'END:VALARM',
    'END:VEVENT', 'END:VCALENDAR', '',
  ].map(folded).join('\r\n');
}

/**
 * A link that puts a show into the reader's calendar, with an alarm.
 *
 * @param {Show} show
 */
export function reminder(show) {
  if (!show.startsAt) return null;
  const file = URL.createObjectURL(new Blob([calendar(show)], { type: 'text/calendar' }));
  return build('a', { class: 'link-button', href: file, download: `${show.id}.ics` }, icon('calendar'), t('lobby.remind'));
}
