import { api } from '../api/client.js';
import { build, button, field, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { toastProblem } from '../element/toast.js';
import { deviceTrouble, pictureOf } from '../media/devices.js';
import { WhipPublisher } from '../media/publisher.js';
import { DeviceTrouble } from '../stage/own-media.js';
import { t } from '../text/language.js';

/** How high the second picture is: details of a product want lines. */
const HEIGHT = 720;

/** The second camera of a product show: a device of its own, and which of both is in front. */
export class SecondCamera {
  element = build('section', { class: 'second-camera', hidden: true });
  #view = build('video', { playsinline: true, autoplay: true, id: 'second-preview' });
  #tools = build('div', { class: 'second-tools' });
  #trouble = build('p', { class: 'note bad', role: 'alert', hidden: true });
  #stream = /** @type {MediaStream|null} */ (null);
  #publisher = /** @type {WhipPublisher|null} */ (null);
  #device = '';

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    this.#view.muted = true;
    this.element.setAttribute('aria-label', t('stage.secondCamera'));
    fill(this.element, build('h3', null, t('stage.secondCamera')), this.#view, this.#trouble, this.#tools);
    for (const name of ['stage', 'show']) room.addEventListener(name, () => void this.#draw());
    room.addEventListener('layers', () => this.#publisher?.want(room.layers));
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#draw());
    void this.#draw();
  }

  async #draw() {
    const { stage, show } = this.room;
    this.element.hidden = stage?.scene !== 'product' || show?.state === 'ended';
    if (show?.state === 'ended' && this.#publisher) await this.#stop();
    if (this.element.hidden) return;
    this.#view.hidden = this.#stream === null;
    const devices = (await navigator.mediaDevices?.enumerateDevices() ?? []).filter(({ kind }) => kind === 'videoinput');
    const choice = build('select', { name: 'second', data: { focus: 'second device' }, onchange: () => {
      this.#device = choice.value;
      if (this.#publisher) this.#start().catch(toastProblem);
    } }, ...devices.map(({ deviceId, label }, index) => build('option', {
      value: deviceId, selected: this.#device ? deviceId === this.#device : index === 1,
    }, label || t('studio.device', { count: index + 1 }))));
    const isOn = this.#publisher !== null;
    const control = button(t(isOn ? 'product.cameraOff' : 'product.cameraOn'), isOn ? 'quiet' : 'primary', () => busy(control, () => {
      this.#device = choice.value;
      return isOn ? this.#stop() : this.#start();
    }), { data: { focus: 'second switch' }, id: 'second-switch' });
    keepFocus(this.#tools, () => fill(this.#tools, field(t('studio.cameraChoice'), choice), control));
  }

  async #start() {
    this.#trouble.hidden = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { ...pictureOf(HEIGHT), deviceId: this.#device ? { ideal: this.#device } : undefined } })
        .catch((failure) => { throw new DeviceTrouble(t(deviceTrouble(failure))); });
      for (const track of this.#stream?.getTracks() ?? []) track.stop();
      this.#stream = stream;
      for (const track of stream.getVideoTracks()) track.contentHint = 'detail';
      this.#view.srcObject = stream;
      if (this.#publisher) await this.#publisher.replace(stream);
      else await this.#publish(stream);
    } catch (failure) {
      if (!(failure instanceof DeviceTrouble)) throw failure;
      this.#trouble.hidden = false;
      this.#trouble.textContent = failure.message;
    }
    await this.#draw();
  }

  /** @param {MediaStream} stream */
  async #publish(stream) {
    const { whip, token } = await api.get(`/shows/${this.room.id}/ingest`);
    const publisher = new WhipPublisher(stream, async () => this.room.show?.state === 'ended');
    publisher.addEventListener('refused', (event) => {
      toastProblem(/** @type {CustomEvent} */ (event).detail);
      void this.#stop();
    });
    publisher.addEventListener('state', () => publisher.state === 'sending' && publisher.want(this.room.layers));
    this.#publisher = publisher;
    const address = new URL(whip, location.href);
    address.searchParams.set('slot', '2');
    await publisher.start(address.href, token);
  }

  async #stop() {
    const publisher = this.#publisher;
    this.#publisher = null;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#view.srcObject = null;
    await publisher?.stop();
    await this.#draw();
  }
}
