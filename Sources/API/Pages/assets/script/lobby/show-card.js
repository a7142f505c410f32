/** @typedef {import('../types.js').Show} Show */
import { NO_PICTURE } from '../element/asset.js';
import { build } from '../element/build.js';
import { formatDateTime } from '../text/format.js';
import { t } from '../text/language.js';
import { reminder } from './reminder.js';

/**
 * One show as a card; the time is the reader's own.
 *
 * @param {Show} show
 */
export function showCard(show) {
  const at = show.state === 'ended' ? show.startedAt ?? show.startsAt : show.startsAt;
  return build('li', { class: 'show-card' },
    build('img', { src: show.poster ?? NO_PICTURE, alt: '', loading: 'lazy' }),
    build('div', null,
      build('h3', null, build('a', { href: `/live/${show.id}`, dir: 'auto' }, show.title)),
      build('p', { class: 'quiet-text' }, build('bdi', null, show.host)),
      build('p', null, show.state === 'live' || show.state === 'paused'
        ? build('span', { class: 'badge on-air' }, t(`showState.${show.state}`))
        : at && build('time', { datetime: at }, formatDateTime(at)))),
    show.state === 'scheduled' ? build('footer', null, reminder(show)) : null);
}
