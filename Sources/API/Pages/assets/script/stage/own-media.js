import { session } from '../api/client.js';
import { toast, toastProblem } from '../element/toast.js';
import { CLEAR_SOUND, deviceTrouble, pictureOf } from '../media/devices.js';
import { WhipPublisher } from '../media/publisher.js';
import { t } from '../text/language.js';

/** How high a guest's picture is; in a call of two it is larger. */
const HEIGHT = 360;
const HEIGHT_IN_CALL = 720;

/** Why camera or microphone could not be opened, in the reader's words. */
export class DeviceTrouble extends Error {}

/**
 * Shows what went wrong, also with the devices.
 *
 * @param {unknown} failure
 */
export function toastTrouble(failure) {
  if (failure instanceof DeviceTrouble) toast(failure.message, 'bad');
  else toastProblem(failure);
}

/**
 * The viewer's own camera and microphone, and their way to the stage.
 *
 * Event: `change` when there is another stream, or none.
 */
export class OwnMedia extends EventTarget {
  stream = /** @type {MediaStream|null} */ (null);
  #publisher = /** @type {WhipPublisher|null} */ (null);
  #hasCamera = true;
  #hasMicrophone = true;

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    super();
    this.room = room;
    room.addEventListener('layers', () => this.#publisher?.want(room.layers));
    addEventListener('pagehide', () => void this.stop());
  }

  get hasCamera() {
    return this.#hasCamera;
  }

  get hasMicrophone() {
    return this.#hasMicrophone;
  }

  /**
   * Opens the devices, for a look at first.
   *
   * @param {{camera: boolean}} wish
   * @returns {Promise<MediaStream>}
   */
  async open({ camera }) {
    if (!navigator.mediaDevices) throw new DeviceTrouble(t('devices.insecure'));
    const height = this.room.stage?.scene === 'private' ? HEIGHT_IN_CALL : HEIGHT;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: CLEAR_SOUND, video: camera && pictureOf(height) })
      .catch((failure) => { throw new DeviceTrouble(t(deviceTrouble(failure))); });
    this.#take(stream);
    this.#hasCamera = camera;
    this.#hasMicrophone = true;
    return stream;
  }

  /** Sends to the stage; until one is on it, that goes nowhere, and going on takes no time. */
  async publish() {
    if (!this.stream || this.#publisher) return;
    const publisher = new WhipPublisher(this.stream, async () => !['raised', 'invited', 'seated'].includes(this.room.mine.state));
    this.#publisher = publisher;
    publisher.addEventListener('refused', (event) => {
      this.dispatchEvent(new CustomEvent('refused', { detail: /** @type {CustomEvent} */ (event).detail }));
    });
    // What the room said before the session was there counts as well.
    publisher.addEventListener('state', () => publisher.state === 'sending' && publisher.want(this.room.layers));
    const { csrf } = await session();
    await publisher.start(`/whip/${encodeURIComponent(this.room.id)}`, { csrf });
  }

  /** @param {boolean} isOn */
  async setMicrophone(isOn) {
    this.#hasMicrophone = isOn;
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = isOn;
    await this.#tell();
  }

  /**
   * Switches the picture; a camera that was not asked for before is asked for now.
   *
   * @param {boolean} isOn
   */
  async setCamera(isOn) {
    if (isOn && this.stream?.getVideoTracks().length === 0) {
      await this.open({ camera: true });
      for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = this.#hasMicrophone;
      if (this.stream) await this.#publisher?.replace(this.stream);
    }
    this.#hasCamera = isOn;
    for (const track of this.stream?.getVideoTracks() ?? []) track.enabled = isOn;
    this.dispatchEvent(new Event('change'));
    await this.#tell();
  }

  /** Gives the devices back, and ends what was sent. */
  async stop() {
    const publisher = this.#publisher;
    this.#publisher = null;
    this.#take(null);
    await publisher?.stop();
  }

  async #tell() {
    if (this.room.mine.state !== 'seated') return;
    await this.room.act('set', { microphone: this.#hasMicrophone, camera: this.#hasCamera });
  }

  /** @param {MediaStream|null} stream */
  #take(stream) {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = stream;
    for (const track of stream?.getVideoTracks() ?? []) track.contentHint = 'motion';
    this.dispatchEvent(new Event('change'));
  }
}
