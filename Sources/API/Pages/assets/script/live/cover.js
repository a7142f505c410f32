import { build, button, fill, icon, need } from '../element/build.js';
import { canDecode } from '../media/codecs.js';
import { formatDateTime } from '../text/format.js';
import { t } from '../text/language.js';
import { keepQuality } from './kept-quality.js';

/** Situations after which the picture takes a moment to come back. */
const AWAY = new Set(['reconnecting', 'noPicture', 'paused']);

/**
 * What is said over the picture when there is none, and the sound of it.
 */
export class Cover {
  #cover = /** @type {HTMLElement} */ (need('#cover'));
  #slow = /** @type {HTMLElement} */ (need('#slow'));
  #video = /** @type {HTMLVideoElement} */ (need('#video'));
  #sound = /** @type {HTMLButtonElement} */ (need('#sound'));
  #tap = /** @type {HTMLButtonElement} */ (need('#tap'));
  #drawn = '';
  /** Whether the way to the room is broken. */
  #isLost = false;
  /** Whether the picture was away for a reason that is known, and has not been seen since. */
  #isAwaited = false;

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('../media/player.js').WhepPlayer} player
   * @param {import('../media/picture-need.js').PictureNeed} picture
   */
  constructor(room, player, picture) {
    this.room = room;
    this.player = player;
    this.picture = picture;
    player.addEventListener('state', () => this.#draw());
    room.addEventListener('show', () => {
      if (this.#isWorthATry()) player.retry();
      this.#draw();
    });
    room.addEventListener('connection', (event) => {
      this.#isLost = /** @type {CustomEvent} */ (event).detail === 'lost';
      if (!this.#isLost && player.state === 'unreachable') player.retry();
      this.#draw();
    });
    this.#video.addEventListener('resize', () => this.#shape());
    this.#sound.addEventListener('click', () => this.#setMuted(!this.#video.muted));
    this.#tap.addEventListener('click', () => {
      this.#setMuted(false);
      this.#sound.focus();
    });
    this.#setMuted(this.#video.muted);
    this.#shape();
    this.#draw();
  }

  /** Whether what kept the picture away is gone, by what the room knows of its show. */
  #isWorthATry() {
    const { show } = this.room;
    if (show?.state !== 'live' && show?.state !== 'paused') return false;
    switch (this.player.state) {
      case 'offAir': return true;
      case 'undecodable': return show.media.live && canDecode(show.media.codec);
      case 'restricted': return show.access === 'open';
      default: return false;
    }
  }

  /** A wide picture on a tall screen is shown whole, in its upper part. */
  #shape() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    need('#picture').setAttribute('data-shape', width > height ? 'landscape' : 'portrait');
  }

  /** @param {boolean} muted */
  #setMuted(muted) {
    this.player.muted = muted;
    if (!muted) this.#video.play().catch(() => this.#setMuted(true));
    this.#sound.setAttribute('aria-pressed', String(!muted));
    this.#sound.setAttribute('aria-label', t(muted ? 'live.soundOn' : 'live.soundOff'));
    fill(this.#sound, icon(muted ? 'muted' : 'sound'));
    if (!muted) this.#tap.hidden = true;
  }

  /** The one thing to say now; the show's own state comes before the network's. */
  #situation() {
    const { show } = this.room;
    const { state } = this.player;
    if (show?.state === 'ended') return 'ended';
    if (state === 'undecodable' || (show?.media.live && !canDecode(show.media.codec))) return 'undecodable';
    if (state === 'offline') return 'offline';
    // Who has not called yet is told so by the view of the call.
    if (state === 'restricted') return this.player.refusal === 'no-hand' ? 'uncalled' : 'restricted';
    const isOn = state === 'playing' || state === 'soundOnly';
    if (!isOn && (this.#isLost || state === 'unreachable')) return 'reconnecting';
    if (show?.state === 'scheduled' && !isOn) return 'scheduled';
    if (show?.state === 'paused') return 'paused';
    if (show?.state === 'live' && !show.media.live && state !== 'playing' && state !== 'blocked') return 'noPicture';
    // A picture that is on its way back is no sign of a slow network.
    return state === 'slow' && this.#isAwaited ? 'connecting' : state;
  }

  #draw() {
    const situation = this.#situation();
    if (this.player.state === 'playing') this.#isAwaited = false;
    else if (AWAY.has(situation)) this.#isAwaited = true;
    this.#slow.hidden = situation !== 'slow';
    this.#slow.textContent = t('live.slow');
    this.#tap.hidden = (situation !== 'playing' && situation !== 'soundOnly') || !this.#video.muted;
    if (situation === this.#drawn) return;
    this.#drawn = situation;
    this.#cover.dataset.state = situation;
    this.#cover.hidden = situation === 'playing' || situation === 'slow';
    fill(this.#cover, ...this.#words(situation));
  }

  /** @param {string} situation @returns {(Node|null)[]} */
  #words(situation) {
    const { show } = this.room;
    const line = (/** @type {string} */ symbol, /** @type {string} */ text) => [icon(symbol), build('p', null, text)];
    switch (situation) {
      case 'connecting': return [build('p', { class: 'hidden-words' }, t('live.connecting'))];
      case 'ended': return [...line('stop', t('live.ended')), build('a', { class: 'primary', href: '/' }, t('live.toLobby'))];
      case 'paused': return line('pause', t('live.paused'));
      case 'offline': return line('wifi', t('live.offline'));
      case 'reconnecting': return line('wifi', t('live.reconnecting'));
      case 'noPicture': return line('no-camera', t('live.noPicture'));
      case 'restricted': return line('key', t('live.restricted'));
      case 'offAir': return line('camera', t('live.offAir'));
      case 'undecodable': return line('no-camera', t('live.undecodable', { codec: show?.media.codec ?? '' }));
      case 'scheduled': return line('calendar', show?.startsAt
        ? t('live.scheduled', { date: formatDateTime(show.startsAt) }) : t('live.scheduledSoon'));
      case 'soundOnly': return [...line('sound', t('live.soundOnly')), button(t('live.showPicture'), 'quiet', () => {
        keepQuality(null);
        this.picture.choice = null;
      })];
      case 'blocked': return [build('button', {
        type: 'button', class: 'primary', onclick: () => this.player.play(),
      }, icon('play'), t('live.play'))];
      default: return [];
    }
  }
}
