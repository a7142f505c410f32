import { Problem } from '../api/problem.js';
import { Backoff } from '../room/backoff.js';
import { MediaSession } from './exchange.js';

/** Ceilings by picture height, in bits per second. */
const CEILINGS = new Map([[360, 900_000], [540, 1_600_000], [720, 2_500_000], [1080, 4_500_000]]);

/**
 * Sends camera and microphone by WHIP and keeps sending.
 *
 * After a dropped network the same POST is made again: the server goes on with the same show. Events: `state`
 * (`idle`, `connecting`, `sending`, `retrying`, `refused`), `refused` (the problem).
 */
export class WhipPublisher extends EventTarget {
  state = 'idle';
  #peer = /** @type {RTCPeerConnection|null} */ (null);
  #session = /** @type {MediaSession|null} */ (null);
  #backoff = new Backoff({ first: 500, most: 8000 });
  #timer = 0;
  #address = '';
  #token = '';

  /** @param {MediaStream} stream */
  constructor(stream) {
    super();
    this.stream = stream;
    addEventListener('online', () => this.state === 'retrying' && this.#connect());
  }

  /** @param {string} address @param {string} token */
  async start(address, token) {
    this.#address = address;
    this.#token = token;
    await this.#connect();
  }

  /** Ends the session; viewers see that the host is gone. */
  async stop() {
    clearTimeout(this.#timer);
    this.#enter('idle');
    const session = this.#session;
    this.#drop();
    await session?.close();
  }

  /**
   * Takes other devices without a gap.
   *
   * @param {MediaStream} stream
   */
  async replace(stream) {
    this.stream = stream;
    for (const sender of this.#peer?.getSenders() ?? []) {
      const track = stream.getTracks().find((each) => each.kind === sender.track?.kind);
      if (track) await sender.replaceTrack(track);
    }
    await this.#limit();
  }

  /** @returns {Promise<RTCStatsReport|null>} */
  async stats() {
    return await this.#peer?.getStats() ?? null;
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.#drop();
    this.#enter(this.#backoff.attempts > 0 ? 'retrying' : 'connecting');
    const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#peer = peer;
    peer.onconnectionstatechange = () => this.#changed(peer);
    try {
      for (const track of this.stream.getTracks()) {
        peer.addTransceiver(track, { direction: 'sendonly', streams: [this.stream] });
      }
      await peer.setLocalDescription(await peer.createOffer());
      const { session, answer } = await MediaSession.open(
        this.#address, peer.localDescription?.sdp ?? '', this.#token);
      this.#session = session;
      await peer.setRemoteDescription({ type: 'answer', sdp: answer });
      await this.#limit();
    } catch (failure) {
      if (peer === this.#peer) this.#failed(failure);
    }
  }

  /** @param {unknown} failure */
  #failed(failure) {
    if (failure instanceof Problem && !failure.isPassing) {
      this.#drop();
      this.#enter('refused');
      this.dispatchEvent(new CustomEvent('refused', { detail: failure }));
      return;
    }
    this.#again();
  }

  /** @param {RTCPeerConnection} peer */
  #changed(peer) {
    if (peer !== this.#peer) return;
    if (peer.connectionState === 'connected') {
      this.#backoff.reset();
      this.#enter('sending');
    }
    if (peer.connectionState === 'disconnected') this.#enter('retrying');
    if (peer.connectionState === 'failed') this.#again();
  }

  #again() {
    this.#drop();
    this.#enter('retrying');
    this.#timer = window.setTimeout(() => this.#connect(), this.#backoff.next());
  }

  #drop() {
    const peer = this.#peer;
    this.#peer = null;
    this.#session = null;
    peer?.close();
  }

  /** Movement matters more than sharpness: keep the frame rate when the network is narrow. */
  async #limit() {
    const sender = this.#peer?.getSenders().find((each) => each.track?.kind === 'video');
    if (!sender) return;
    const height = sender.track?.getSettings().height ?? 720;
    const step = [...CEILINGS.keys()].find((each) => each >= height) ?? 1080;
    const parameters = sender.getParameters();
    parameters.degradationPreference = 'maintain-framerate';
    for (const encoding of parameters.encodings) {
      encoding.maxBitrate = CEILINGS.get(step);
    }
    await sender.setParameters(parameters).catch(() => null);
  }

  /** @param {string} state */
  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }
}
