/** @typedef {import('../types.js').Health} Health */
import { build, fill, icon, need } from '../element/build.js';
import { formatBitrate, formatNumber, formatShare } from '../text/format.js';
import { t } from '../text/language.js';
import { advice, grades } from './advice.js';

/** A stream that has just begun says nothing of the network yet: it is judged after so many milliseconds on air. */
const JUDGED_AFTER = 5000;

/** The strip that says how the stream does, and what to do when it does badly. */
export class HealthStrip {
  #place = need('#health');
  #strip = build('dl', { class: 'health-strip' });
  #advice = build('div', { class: 'advice', role: 'status' });
  #said = '';
  /** Since when the stream has been on air as it is; `null` while it is not. */
  #since = /** @type {number|null} */ (null);
  #resumed = 0;

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('./on-air.js').OnAir} onAir
   */
  constructor(room, onAir) {
    this.room = room;
    this.onAir = onAir;
    room.addEventListener('show', () => { if (room.show?.state === 'paused') this.#since = null; });
    fill(this.#place, this.#strip, this.#advice);
    room.addEventListener('health', (event) => void this.#draw(/** @type {CustomEvent<Health>} */ (event).detail));
  }

  /** @param {Health} health */
  async #draw(health) {
    const isJudged = this.#isJudged(health);
    if (!health.live) {
      fill(this.#strip, this.#measure('health.picture', t('health.none')));
      this.#say(null);
      return;
    }
    const own = await this.#own();
    const roundTrip = own.roundTrip ?? health.roundTrip;
    const graded = isJudged ? grades({ ...health, roundTrip }) : {};
    // With layers switched off, few bits are no sign of a narrow way.
    if (graded.bitrate && own.layers.some(({ active }) => !active)) graded.bitrate = 'good';
    fill(this.#strip,
      roundTrip === null ? null : this.#measure(
        'health.delay', t('health.milliseconds', { count: Math.round(roundTrip) }), graded.roundTrip),
      this.#measure('health.bitrate', formatBitrate(health.bitrate), graded.bitrate),
      this.#measure('health.loss', formatShare(health.loss, 1), graded.loss),
      this.#measure('health.resolution', `${health.width} × ${health.height}`, 'good'),
      own.layers.length > 1 ? this.#layers(own.layers) : null,
      this.#measure('health.frames', formatNumber(Math.round(health.framesPerSecond)), graded.framesPerSecond),
      this.#measure('health.viewers', formatNumber(health.viewers)));
    this.#say(isJudged ? advice(graded, own.limitation) : null);
  }

  /**
   * Whether the numbers say how the network does; a paused show sends next to nothing on purpose.
   *
   * @param {Health} health
   */
  #isJudged({ live, resumed }) {
    const now = performance.now();
    if (!live || this.room.show?.state === 'paused') this.#since = null;
    else if (this.#since === null || resumed !== this.#resumed) this.#since = now;
    this.#resumed = resumed;
    return this.#since !== null && now - this.#since >= JUDGED_AFTER;
  }

  /**
   * What this browser knows of its own stream: its layers, what holds the encoder back, and the round trip in milliseconds.
   */
  async #own() {
    const report = await this.onAir.publisher?.stats();
    const entries = [...(report?.values() ?? [])];
    const sent = entries.filter((entry) => entry.type === 'outbound-rtp' && entry.kind === 'video');
    const layers = (this.onAir.publisher?.layers ?? []).map((layer) => {
      const entry = sent.find(({ rid }) => rid === layer.rid);
      return { ...layer, isSent: layer.active && (!entry || entry.framesPerSecond > 0) };
    });
    const highest = layers.find(({ active }) => active);
    const video = sent.find(({ rid }) => rid === highest?.rid) ?? sent[0];
    const path = entries.find((entry) => entry.type === 'candidate-pair' && entry.nominated);
    const seconds = path?.currentRoundTripTime;
    return {
      layers,
      limitation: video?.qualityLimitationReason ?? 'none',
      roundTrip: typeof seconds === 'number' ? seconds * 1000 : null,
    };
  }

  /**
   * The sizes the picture goes out in; what nobody watches is not sent.
   *
   * @param {{lines: number, isSent: boolean}[]} layers
   */
  #layers(layers) {
    return build('div', { class: 'measure layers' }, build('dt', null, t('health.layers')),
      build('dd', null, ...layers.map(({ lines, isSent }) => build('span', isSent ? null : { class: 'unsent' },
        build('bdi', null, `${lines}p`), isSent ? null : build('span', { class: 'hidden-words' }, ` ${t('health.unsent')}`)))));
  }

  /** @param {string} name @param {string} value @param {string} [grade] */
  #measure(name, value, grade) {
    return build('div', { class: 'measure', data: grade ? { grade } : {} }, build('dt', null, t(name)),
      build('dd', null, build('bdi', null, value),
        grade && grade !== 'good' ? build('span', { class: 'hidden-words' }, ` ${t(`health.${grade}`)}`) : null));
  }

  /** @param {string|null} key */
  #say(key) {
    if ((key ?? '') === this.#said) return;
    this.#said = key ?? '';
    fill(this.#advice, key && build('p', { class: 'note warm' }, icon('info'), t(key)));
  }
}
