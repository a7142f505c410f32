import { api } from '../api/client.js';
import { build, button, fill, icon, need } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { confirmed } from '../element/sheet.js';
import { WhipPublisher } from '../media/publisher.js';
import { t } from '../text/language.js';
import { problemText } from '../text/problem-text.js';

/**
 * Going live, pausing and ending; the buttons at the top of the studio.
 *
 * That this page was sending is remembered for the visit, so that a reload goes on with the same show.
 */
export class OnAir {
  /** @type {WhipPublisher|null} */ publisher = null;
  /** Whether the way to the server was broken, by a reload or by the network. */
  #wasLost = false;
  #drawn = '';

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('./camera.js').Camera} camera
   */
  constructor(room, camera) {
    this.room = room;
    this.camera = camera;
    this.memory = `tradewind.sending.${room.id}`;
    room.addEventListener('show', () => this.#draw());
    room.addEventListener('layers', () => this.#heedLayers());
    camera.addEventListener('change', () => {
      if (camera.stream) void this.publisher?.replace(camera.stream);
      this.#draw();
    });
  }

  /** Whether this page sends now, or is on the way back to it. */
  get isSending() {
    return this.publisher !== null && !['idle', 'refused', 'dismissed'].includes(this.publisher.state);
  }

  /** After a reload: goes on where it was. */
  async resume() {
    if (sessionStorage.getItem(this.memory) !== 'yes' || !this.camera.stream || this.room.show?.state === 'ended') return;
    this.#wasLost = true;
    await this.#send();
  }

  /** Somebody else's stream, such as OBS, is on already. */
  get #isFedElsewhere() {
    const media = this.room.show?.media;
    return !this.isSending && media?.live === true && !media.synthetic;
  }

  async #goLive() {
    if (!this.#isFedElsewhere && !this.isSending) await this.#send();
    if (this.room.show?.state !== 'live') await this.#setState('live');
  }

  async #send() {
    const { stream } = this.camera;
    if (!stream) throw new Error('no camera');
    const { whip, token } = await api.get(`/shows/${this.room.id}/ingest`);
    const publisher = new WhipPublisher(stream, () => this.#isOver());
    publisher.addEventListener('state', () => this.#changed(publisher));
    publisher.addEventListener('refused', (event) => {
      sessionStorage.removeItem(this.memory);
      this.#note('bad', problemText(/** @type {CustomEvent} */ (event).detail));
    });
    this.publisher = publisher;
    sessionStorage.setItem(this.memory, 'yes');
    await publisher.start(whip, token);
  }

  /** Whether there is nothing to come back to: the show has ended, or somebody else's camera is on. */
  async #isOver() {
    const show = await api.get(`/shows/${this.room.id}`);
    return show.state === 'ended' || (show.media.live && !show.media.synthetic);
  }

  async #stopCamera() {
    sessionStorage.removeItem(this.memory);
    await this.publisher?.stop();
    this.publisher = null;
    this.#draw();
  }

  /** @param {'live'|'paused'|'ended'} state */
  async #setState(state) {
    await api.put(`/shows/${this.room.id}/state`, { state });
    if (state !== 'ended') this.camera.enable(state === 'live');
  }

  async #end() {
    const sure = await confirmed({ title: t('studio.end'), text: t('studio.endSure'), action: t('studio.end') });
    if (!sure) return;
    await this.#setState('ended');
    await this.#stopCamera();
  }

  /** What the room said before the session was there counts as well. */
  #heedLayers() {
    this.publisher?.want(this.room.layers);
  }

  /** @param {WhipPublisher} publisher */
  #changed(publisher) {
    if (publisher.state === 'retrying') {
      this.#wasLost = true;
      this.#note('warm', t('studio.retrying'));
    }
    if (publisher.state === 'dismissed') {
      sessionStorage.removeItem(this.memory);
      if (this.room.show?.state !== 'ended') this.#note('warm', t('studio.replaced'));
    }
    if (publisher.state === 'sending') {
      this.#note('good', this.#wasLost ? t('studio.resumed') : '');
      this.#wasLost = false;
      this.#heedLayers();
    }
    this.#draw();
  }

  /**
   * The buttons, when others are due, each kind in a place of its own: the camera's, the end, and the step of the show.
   *
   * A button that takes the place of another has its name for the focus.
   */
  #draw() {
    const state = this.room.show?.state;
    const ready = this.camera.stream !== null || this.#isFedElsewhere;
    const drawn = JSON.stringify([state, ready, this.isSending, this.#isFedElsewhere]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const action = (/** @type {string} */ focus, /** @type {string} */ text, /** @type {string} */ kind, /** @type {() => Promise<unknown>} */ work, disabled = false) => {
      const control = button(text, kind, () => busy(control, work), { disabled, data: { focus: `air ${focus}`, place: focus } });
      return control;
    };
    /** @type {HTMLButtonElement[]} */
    const controls = [];
    if (this.isSending) controls.push(action('camera', t('studio.stopCamera'), 'quiet', () => this.#stopCamera()));
    else if (state === 'live' && !this.#isFedElsewhere) {
      controls.push(action('camera', t('studio.sendCamera'), 'primary', () => this.#goLive(), !ready));
    }
    if (state === 'live' || state === 'paused') controls.push(action('end', t('studio.end'), 'danger', () => this.#end()));
    if (state === 'live') controls.push(action('step', t('studio.pause'), 'quiet', () => this.#setState('paused')));
    else if (state === 'paused') controls.push(action('step', t('studio.goOn'), 'primary', () => this.#setState('live')));
    else if (state === 'scheduled') controls.push(action('step', t('studio.goLive'), 'primary', () => this.#goLive(), !ready));
    const place = need('#on-air');
    keepFocus(place, () => fill(place, ...controls));
  }

  /** @param {string} kind @param {string} text */
  #note(kind, text) {
    fill(need('#notice'), text && build('p', { class: `note ${kind}` }, icon('info'), text));
  }
}
