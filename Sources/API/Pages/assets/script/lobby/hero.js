/** @typedef {import('../types.js').Show} Show */
import { build, fill, icon } from '../element/build.js';
import { keptQuality } from '../live/kept-quality.js';
import { PictureNeed } from '../media/picture-need.js';
import { WhepPlayer } from '../media/player.js';
import { formatCompact, formatDateTime } from '../text/format.js';
import { t } from '../text/language.js';
import { reminder } from './reminder.js';

/**
 * The moving preview of a show on air, no larger than it is drawn; it stops while nobody sees it.
 *
 * @param {Show} show
 * @param {import('../types.js').Market} market
 */
function preview(show, market) {
  const video = build('video', { playsinline: true, autoplay: true, 'aria-hidden': 'true', tabindex: '-1' });
  video.muted = true;
  if (show.poster) video.poster = show.poster;
  const player = new WhepPlayer(show.id, video);
  new PictureNeed(player).most = market.picture.lines;
  void player.start();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) player.stop();
    else void player.start();
  });
  return video;
}

/** @param {Show} show */
function still(show) {
  return show.poster ? build('img', { src: show.poster, alt: '' }) : null;
}

/**
 * The show on air, or the next one.
 *
 * @param {HTMLElement} place
 * @param {Show|null} show
 * @param {import('../types.js').Market} market
 */
export function drawHero(place, show, market) {
  if (!show) {
    fill(place, build('div', { class: 'hero-picture' }),
      build('div', { class: 'hero-words' }, build('h1', { id: 'hero-title' }, t('lobby.quiet')), build('p', null, t('lobby.quietText'))));
    return;
  }
  const isOn = show.state === 'live' || show.state === 'paused';
  // Whoever listens only, to save data, has no use for a moving picture here.
  const isMoving = isOn && show.media.live && keptQuality() !== 0;
  fill(place,
    build('div', { class: 'hero-picture' }, isMoving ? preview(show, market) : still(show)),
    build('div', { class: 'hero-words' },
      build('div', { class: 'row-of-badges' },
        build('span', { class: isOn ? 'badge on-air' : 'badge' }, t(`showState.${show.state}`)),
        isOn ? build('span', { class: 'badge' }, icon('people'), build('span', { class: 'hidden-words' }, t('live.viewers', { count: show.viewers })),
          build('span', { 'aria-hidden': 'true' }, formatCompact(show.viewers))) : null),
      build('h1', { id: 'hero-title', dir: 'auto' }, show.title),
      build('p', null, build('bdi', null, show.host)),
      build('p', { dir: 'auto' }, show.description),
      !isOn && show.startsAt ? build('p', null, formatDateTime(show.startsAt)) : null,
      isOn ? build('a', { class: 'primary', href: `/live/${show.id}` }, icon('play'), t('lobby.watch')) : reminder(show)));
}
