import { Problem } from '../api/problem.js';
import { Backoff } from '../room/backoff.js';
import { answerAfterRestart, restartFragment } from './description.js';
import { MediaSession } from './exchange.js';

/** How long a lost connection may heal by itself before ICE is restarted. */
const HEALS_WITHIN = 2000;
/** How long a restart of ICE may take before a new session is made. */
const RESTARTS_WITHIN = 4000;
/** Ceilings by picture height, in bits per second. */
const CEILINGS = new Map([[360, 900_000], [540, 1_600_000], [720, 2_500_000], [1080, 4_500_000]]);

/**
 * Sends camera and microphone by WHIP and keeps sending.
 *
 * After a dropped network ICE is restarted, else the same POST is made again: the server goes on with the same show. When
 * the server says goodbye, `isOver` tells whether for good. Events: `state` (`idle`, `connecting`, `sending`, `retrying`,
 * `refused`, `dismissed`), `refused` (the problem).
 */
export class WhipPublisher extends EventTarget {
  state = 'idle';
  #peer = /** @type {RTCPeerConnection|null} */ (null);
  #session = /** @type {MediaSession|null} */ (null);
  #backoff = new Backoff({ first: 500, most: 8000 });
  #timer = 0;
  #address = '';
  #token = '';
  #answer = '';

  /**
   * @param {MediaStream} stream
   * @param {() => Promise<boolean>} isOver whether another camera has the show now, or nothing can be sent to it any more
   */
  constructor(stream, isOver) {
    super();
    this.stream = stream;
    this.isOver = isOver;
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
    await this.#drop();
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
    void this.#drop();
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
        this.#address, peer.localDescription?.sdp ?? '', { token: this.#token });
      if (peer !== this.#peer) {
        await session.close();
        return;
      }
      this.#session = session;
      this.#answer = answer;
      await peer.setRemoteDescription({ type: 'answer', sdp: answer });
      this.#listenForGoodbye(peer);
      await this.#limit();
    } catch (failure) {
      if (peer === this.#peer) this.#failed(failure);
    }
  }

  /** @param {unknown} failure */
  #failed(failure) {
    if (failure instanceof Problem && !failure.isPassing) {
      void this.#drop();
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
      clearTimeout(this.#timer);
      this.#backoff.reset();
      this.#enter('sending');
    }
    if (peer.connectionState === 'disconnected') {
      this.#enter('retrying');
      this.#later(HEALS_WITHIN, () => this.#restart(peer));
    }
    if (peer.connectionState === 'failed') this.#again();
  }

  /**
   * New ICE credentials on the same session; a new session when that leads nowhere.
   *
   * @param {RTCPeerConnection} peer
   */
  async #restart(peer) {
    if (peer !== this.#peer || !this.#session) return;
    try {
      const offer = await peer.createOffer({ iceRestart: true });
      await peer.setLocalDescription(offer);
      const fragment = await this.#session.restart(restartFragment(offer.sdp ?? ''));
      await peer.setRemoteDescription({ type: 'answer', sdp: answerAfterRestart(this.#answer, fragment) });
      if (peer === this.#peer && peer.connectionState !== 'connected') this.#later(RESTARTS_WITHIN, () => this.#again());
    } catch {
      if (peer === this.#peer) this.#again();
    }
  }

  /**
   * A session that the server ends is no lost network: only the network's silence leaves the DTLS transport open.
   *
   * @param {RTCPeerConnection} peer
   */
  #listenForGoodbye(peer) {
    const transport = peer.getSenders().find((sender) => sender.transport)?.transport;
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'closed' && peer === this.#peer) void this.#goodbye();
    });
  }

  /** Comes back, unless that would only throw another one out: a server that restarts says goodbye as well. */
  async #goodbye() {
    clearTimeout(this.#timer);
    void this.#drop();
    const { state } = this;
    const isOver = await this.isOver().catch(() => false);
    if (this.state !== state || this.#peer) return;
    if (isOver) this.#enter('dismissed');
    else this.#again();
  }

  #again() {
    void this.#drop();
    this.#enter('retrying');
    this.#later(this.#backoff.next(), () => this.#connect());
  }

  /** @param {number} wait @param {() => unknown} work */
  #later(wait, work) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(work, wait);
  }

  /** Gives the connection up, and tells the server, which would wait for it. */
  async #drop() {
    const peer = this.#peer;
    const session = this.#session;
    this.#peer = null;
    this.#session = null;
    peer?.close();
    await session?.close();
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
