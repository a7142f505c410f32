import { Problem } from '../api/problem.js';
import { Backoff } from '../api/backoff.js';
import { answerAfterRestart, restartFragment, startingAt, withRepairedSound } from './description.js';
import { MediaSession } from './exchange.js';
import { arrange, layersOf, modesOf, sizes } from './layers.js';
import { HEALS_WITHIN, Later, RESTARTS_WITHIN } from './recovery.js';

/** How often ICE is restarted in vain before a new session is made. */
const MOST_RESTARTS = 3;
/** What an uplink is taken to carry until it is measured, in kbit/s. */
const START = 1500;

/**
 * Sends camera and microphone by WHIP and keeps sending; the picture in layers of several sizes, where the server takes them.
 *
 * After a dropped network ICE is restarted on the same session, as soon as the server is reached again. Once the server no
 * longer has the session, `isOver` tells whether for good; if not, the same POST makes a new one and the show goes on. Events: `state` (`idle`, `connecting`, `sending`, `retrying`,
 * `refused`, `dismissed`), `refused` (the problem).
 */
export class WhipPublisher extends EventTarget {
  state = 'idle';
  #peer = /** @type {RTCPeerConnection|null} */ (null);
  #session = /** @type {MediaSession|null} */ (null);
  #backoff = new Backoff({ first: 500, most: 8000 });
  #later = new Later();
  #listening = new AbortController();
  #restarts = 0;
  /** Counts the ways tried; what a way that was given up finds out is not heeded. */
  #way = 0;
  #address = '';
  #identity = /** @type {{token?: string, csrf?: string}} */ ({});
  #answer = '';
  /** The layers that somebody watches, by name; `null` until that is told. */
  #wanted = /** @type {string[]|null} */ (null);
  /** One change of what is sent at a time: each begins with how things stand. */
  #arranging = Promise.resolve();

  /**
   * @param {MediaStream} stream
   * @param {() => Promise<boolean>} isOver whether another camera has the show now, or nothing can be sent to it any more
   */
  constructor(stream, isOver) {
    super();
    this.stream = stream;
    this.isOver = isOver;
    addEventListener('online', () => this.state === 'retrying' && this.#hurry(), { signal: this.#listening.signal });
  }

  /**
   * @param {string} address
   * @param {string|{csrf: string}} identity the bearer's token, or what goes with the session of somebody on the stage
   */
  async start(address, identity) {
    this.#address = address;
    this.#identity = typeof identity === 'string' ? { token: identity } : identity;
    await this.#connect();
  }

  /** Ends the session; viewers see that the host is gone. */
  async stop() {
    this.#end('idle');
    await this.#drop();
  }

  /**
   * Takes other devices without a gap; a kind that was not sent before needs a new session.
   *
   * @param {MediaStream} stream
   */
  async replace(stream) {
    this.stream = stream;
    const senders = this.#peer?.getSenders() ?? [];
    if (senders.length > 0 && stream.getTracks().some(({ kind }) => !senders.some(({ track }) => track?.kind === kind))) {
      await this.#connect();
      return;
    }
    for (const sender of senders) {
      const track = stream.getTracks().find((each) => each.kind === sender.track?.kind);
      if (track) await sender.replaceTrack(track);
    }
    await this.#arrange();
  }

  /**
   * Sends the layers that somebody watches, and no others.
   *
   * @param {Map<string, string[]>} layers what the room has told, by session; those of others count for nothing
   */
  want(layers) {
    const wanted = layers.get(this.#session?.location.split('/').at(-1) ?? '');
    if (!wanted) return;
    this.#wanted = wanted;
    void this.#arrange();
  }

  /** @returns {Promise<RTCStatsReport|null>} */
  async stats() {
    return await this.#peer?.getStats() ?? null;
  }

  /** The sizes the picture goes out in, highest first; none before it does. */
  get layers() {
    const sender = this.#picture;
    return sender ? sizes(sender.getParameters().encodings, linesOf(sender.track)) : [];
  }

  async #connect() {
    this.#begin();
    void this.#drop();
    this.#restarts = 0;
    this.#wanted = null;
    this.#arranging = Promise.resolve();
    this.#enter(this.#backoff.attempts > 0 ? 'retrying' : 'connecting');
    const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#peer = peer;
    peer.onconnectionstatechange = () => this.#changed(peer);
    try {
      for (const track of this.stream.getTracks()) this.#add(peer, track);
      const offer = await this.#offer(peer);
      const { session, answer } = await MediaSession.open(this.#address, offer, this.#identity);
      if (peer !== this.#peer) {
        await session.close();
        return;
      }
      this.#session = session;
      this.#answer = startingAt(answer, START);
      await peer.setRemoteDescription({ type: 'answer', sdp: this.#answer });
      this.#listenForGoodbye(peer);
      await this.#arrange();
    } catch (failure) {
      if (peer === this.#peer) this.#failed(failure);
    }
  }

  /**
   * Makes an offer and begins with it; one the browser does not take with our change goes out without it.
   *
   * @param {RTCPeerConnection} peer
   * @param {RTCOfferOptions} [options]
   */
  async #offer(peer, options) {
    const offer = await peer.createOffer(options);
    const sdp = withRepairedSound(offer.sdp ?? '');
    await peer.setLocalDescription({ type: 'offer', sdp }).catch(() => peer.setLocalDescription(offer));
    return peer.localDescription?.sdp ?? sdp;
  }

  /**
   * Adds a track; the picture in layers, where the browser can.
   *
   * @param {RTCPeerConnection} peer
   * @param {MediaStreamTrack} track
   */
  #add(peer, track) {
    /** @type {RTCRtpTransceiverInit} */
    const plain = { direction: 'sendonly', streams: [this.stream] };
    if (track.kind !== 'video') {
      peer.addTransceiver(track, plain);
      return;
    }
    try {
      peer.addTransceiver(track, { ...plain, sendEncodings: layersOf(linesOf(track)) });
    } catch {
      peer.addTransceiver(track, plain);
    }
  }

  /** @param {unknown} failure */
  #failed(failure) {
    if (failure instanceof Problem && !failure.isPassing) {
      void this.#drop();
      this.#end('refused');
      this.dispatchEvent(new CustomEvent('refused', { detail: failure }));
      return;
    }
    this.#enter('retrying');
    this.#later.after(this.#backoff.next(), () => this.#comeBack());
  }

  /** @param {RTCPeerConnection} peer */
  #changed(peer) {
    if (peer !== this.#peer) return;
    if (peer.connectionState === 'connected') {
      this.#later.cancel();
      this.#restarts = 0;
      this.#backoff.reset();
      this.#enter('sending');
    }
    if (peer.connectionState === 'disconnected') {
      this.#enter('retrying');
      this.#later.after(HEALS_WITHIN, () => this.#restart(peer));
    }
    if (peer.connectionState === 'failed') {
      this.#enter('retrying');
      this.#hurry();
    }
  }

  /** Something says that a try is worth it now. */
  #hurry() {
    if (this.#peer && this.#session) void this.#restart(this.#peer);
    else void this.#comeBack();
  }

  /**
   * New ICE credentials on the same session, tried until the server is reached; who holds the session has the show.
   *
   * @param {RTCPeerConnection} peer
   */
  async #restart(peer) {
    if (peer !== this.#peer || !this.#session) return;
    const way = this.#begin();
    try {
      const offer = await this.#offer(peer, { iceRestart: true });
      const fragment = await this.#session?.restart(restartFragment(offer));
      if (way !== this.#way || fragment === undefined) return;
      await peer.setRemoteDescription({ type: 'answer', sdp: answerAfterRestart(this.#answer, fragment) });
      if (way === this.#way && peer.connectionState !== 'connected') this.#later.after(RESTARTS_WITHIN, () => this.#restartedInVain(peer));
    } catch (failure) {
      if (way !== this.#way) return;
      if (isPassing(failure)) this.#later.after(this.#backoff.next(), () => this.#restart(peer));
      else void this.#comeBack();
    }
  }

  /** @param {RTCPeerConnection} peer */
  #restartedInVain(peer) {
    this.#restarts += 1;
    if (this.#restarts < MOST_RESTARTS) void this.#restart(peer);
    else void this.#connect();
  }

  /**
   * A session that the server ends is no lost network: only the network's silence leaves the DTLS transport open.
   *
   * @param {RTCPeerConnection} peer
   */
  #listenForGoodbye(peer) {
    const transport = peer.getSenders().find((sender) => sender.transport)?.transport;
    transport?.addEventListener('statechange', () => {
      if (transport.state === 'closed' && peer === this.#peer) void this.#comeBack();
    });
  }

  /** A new session, unless that would only throw another one out: a server that restarts says goodbye as well. */
  async #comeBack() {
    const way = this.#begin();
    void this.#drop();
    const answer = await this.isOver().catch((failure) => (isPassing(failure) ? 'unknown' : false));
    if (way !== this.#way) return;
    if (answer === true) {
      this.#end('dismissed');
      return;
    }
    this.#enter('retrying');
    this.#later.after(this.#backoff.next(), () => (answer === 'unknown' ? this.#comeBack() : this.#connect()));
  }

  /** Gives up what was being tried, for something else. */
  #begin() {
    this.#later.cancel();
    return this.#way += 1;
  }

  /** @param {string} state for good */
  #end(state) {
    this.#begin();
    this.#listening.abort();
    this.#enter(state);
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

  get #picture() {
    return this.#peer?.getSenders().find((each) => each.track?.kind === 'video');
  }

  /** Fits what is sent to the picture and to who watches, once what was begun is done. */
  #arrange() {
    this.#arranging = this.#arranging.then(() => this.#setLayers()).catch(() => undefined);
    return this.#arranging;
  }

  /** Movement matters more than sharpness: keep the frame rate when the network is narrow. */
  async #setLayers() {
    const sender = this.#picture;
    if (!sender) return;
    for (const mode of modesOf(sender.getParameters().codecs?.[0]?.mimeType)) {
      const parameters = sender.getParameters();
      parameters.degradationPreference = 'maintain-framerate';
      arrange(parameters.encodings, linesOf(sender.track), this.#wanted);
      for (const encoding of parameters.encodings) Object.assign(encoding, { scalabilityMode: mode });
      if (await sender.setParameters(parameters).then(() => true, () => false)) return;
    }
  }

  /** @param {string} state */
  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }
}

/**
 * The shorter side of a picture, in pixels.
 *
 * @param {MediaStreamTrack|null} track
 */
function linesOf(track) {
  const { width = Infinity, height = 720 } = track?.getSettings() ?? {};
  return Math.min(width, height);
}

/** @param {unknown} failure */
function isPassing(failure) {
  return failure instanceof Problem && failure.isPassing;
}
