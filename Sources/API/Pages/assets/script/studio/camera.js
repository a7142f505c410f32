import { build, field, fill, icon, need } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { CLEAR_SOUND, pictureOf } from '../media/devices.js';
import { t } from '../text/language.js';

/** Heights a host may choose, in pixels; all 16:9. */
const HEIGHTS = [360, 540, 720, 1080];
const KEPT = 'tradewind.camera';

/** @typedef {{camera: string, microphone: string, height: number}} Wish */

/** @returns {Wish} */
function keptWish() {
  return { camera: '', microphone: '', height: 720, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}') };
}

/**
 * Camera and microphone of the host, with preview and choice.
 *
 * Event: `change` when there is another stream.
 */
export class Camera extends EventTarget {
  /** @type {MediaStream|null} */ stream = null;
  /** Whether the show has pictures; a room of voices has none. */
  hasPicture = true;
  #wish = keptWish();
  #level = /** @type {AnalyserNode|null} */ (null);
  #sound = /** @type {AudioContext|null} */ (null);

  constructor() {
    super();
    setInterval(() => this.#measure(), 100);
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#drawChoice());
  }

  /** Asks for the devices; says plainly why when there are none. */
  async open() {
    if (!navigator.mediaDevices) {
      this.#say('key', t('studio.insecure', { address: location.origin }));
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia(this.#constraints());
      for (const track of this.stream?.getTracks() ?? []) track.stop();
      this.#take(stream);
      if (this.hasPicture) fill(need('#preview-words'));
      else this.#say('microphone', t('studio.soundOnly'));
    } catch (failure) {
      const name = failure instanceof DOMException ? failure.name : '';
      this.#say('no-camera', t({
        NotAllowedError: 'studio.cameraForbidden',
        NotFoundError: 'studio.cameraMissing',
        NotReadableError: 'studio.cameraBusy',
      }[name] ?? 'studio.cameraFailed'));
    }
    await this.#drawChoice();
  }

  /**
   * Shows or holds back picture and sound without ending them.
   *
   * @param {boolean} enabled
   */
  enable(enabled) {
    for (const track of this.stream?.getTracks() ?? []) track.enabled = enabled;
  }

  #constraints() {
    const { camera, microphone, height } = this.#wish;
    return {
      video: this.hasPicture && { ...pictureOf(height), deviceId: camera ? { ideal: camera } : undefined },
      audio: { ...CLEAR_SOUND, deviceId: microphone ? { ideal: microphone } : undefined },
    };
  }

  /** @param {MediaStream} stream */
  #take(stream) {
    this.stream = stream;
    const video = /** @type {HTMLVideoElement} */ (need('#preview'));
    video.muted = true;
    video.srcObject = stream;
    const picture = stream.getVideoTracks()[0];
    if (picture) picture.contentHint = 'motion';
    this.#listen(stream);
    this.dispatchEvent(new Event('change'));
  }

  /** @param {MediaStream} stream */
  #listen(stream) {
    if (stream.getAudioTracks().length === 0) return;
    this.#sound ??= new AudioContext();
    this.#level = this.#sound.createAnalyser();
    this.#level.fftSize = 512;
    this.#sound.createMediaStreamSource(stream).connect(this.#level);
  }

  #measure() {
    if (!this.#level) return;
    const samples = new Float32Array(this.#level.fftSize);
    this.#level.getFloatTimeDomainData(samples);
    const loudness = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    /** @type {HTMLElement} */ (need('#level')).style.setProperty('--loudness', String(Math.min(1, loudness * 4)));
  }

  async #drawChoice() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const pick = (/** @type {MediaDeviceKind} */ kind, /** @type {'camera'|'microphone'} */ name) =>
      build('select', { name, data: { focus: name }, onchange: (/** @type {Event} */ event) => this.#choose({ [name]: valueOf(event) }) },
        ...devices.filter((device) => device.kind === kind).map((device, index) => build('option', {
          value: device.deviceId, selected: device.deviceId === this.#wish[name],
        }, device.label || t('studio.device', { count: index + 1 }))));
    const place = need('#devices');
    keepFocus(place, () => fill(place,
      field(t('studio.cameraChoice'), pick('videoinput', 'camera')),
      field(t('studio.microphone'), pick('audioinput', 'microphone')),
      field(t('studio.resolution'), build('select', {
        name: 'height', data: { focus: 'height' }, onchange: (/** @type {Event} */ event) => this.#choose({ height: Number(valueOf(event)) }),
      }, ...HEIGHTS.map((height) => build('option', { value: height, selected: height === this.#wish.height }, `${height}p`))))));
  }

  /** @param {Partial<Wish>} wish */
  #choose(wish) {
    this.#wish = { ...this.#wish, ...wish };
    localStorage.setItem(KEPT, JSON.stringify(this.#wish));
    void this.open();
  }

  /** @param {string} symbol @param {string} text */
  #say(symbol, text) {
    fill(need('#preview-words'), icon(symbol), build('p', null, text));
  }
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLSelectElement} */ (event.target).value;
}
