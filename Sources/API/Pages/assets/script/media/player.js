import { Problem } from '../api/problem.js';
import { Backoff } from '../api/backoff.js';
import { answerAfterRestart, askForBetterSound, restartFragment } from './description.js';
import { MediaSession } from './exchange.js';
import { FreezeMeter } from './freeze-meter.js';
import { LayerWish } from './layer-wish.js';
import { HEALS_WITHIN, Later, RESTARTS_WITHIN } from './recovery.js';

/** Without a frame this long the network is called slow. */
const SLOW_AFTER = 2500;
/** A picture that was not sent for a while needs so long at most to run again; gaps until then are no freezes. */
const STARTS_WITHIN = 2000;
/** How often somebody who may not watch asks again: a show can be opened to all. */
const ASKS_AGAIN_AFTER = 30_000;

/**
 * Plays a show by WHEP and keeps it playing.
 *
 * States: `connecting`, `playing`, `soundOnly`, `slow`, `offAir`, `restricted`, `undecodable`, `offline`, `unreachable`,
 * `blocked`.
 * Events: `state`, `quality` (`{kind, milliseconds}`).
 */
export class WhepPlayer extends EventTarget {
  state = 'connecting';
  #peer = /** @type {RTCPeerConnection|null} */ (null);
  #session = /** @type {MediaSession|null} */ (null);
  #answer = '';
  #backoff = new Backoff({ first: 300, most: 8000 });
  #freezes = new FreezeMeter();
  #asked = 0;
  #shown = 0;
  #wish = new LayerWish();
  /** What was asked for last; `null` while that is what the server sends by itself. */
  #lines = /** @type {number|null} */ (null);
  /** Whether the viewer wants no picture, also of a page that is looked at. */
  #isSoundOnly = false;
  #stream = /** @type {MediaStream|null} */ (null);
  /** The sound of the stream alone, while that is played. */
  #sound = /** @type {MediaStream|null} */ (null);
  /** Until when gaps between frames say nothing. */
  #restsUntil = 0;
  #counted = false;
  #later = new Later();
  #stopped = false;
  /** Whether the page was left while it played; the browser may bring it back as it was. */
  #left = false;

  /** @param {string} show @param {HTMLVideoElement} video */
  constructor(show, video) {
    super();
    this.address = `/whep/${encodeURIComponent(show)}`;
    this.video = video;
    this.#watchFrames();
    setInterval(() => this.#checkPace(), 500);
    video.addEventListener('playing', () => this.#settle());
    addEventListener('online', () => this.retry());
    addEventListener('offline', () => this.#enter('offline'));
    addEventListener('pagehide', () => {
      this.#left = !this.#stopped;
      this.stop();
    });
    addEventListener('pageshow', (event) => {
      if (event.persisted && this.#left) void this.start();
    });
    document.addEventListener('visibilitychange', () => this.#rest());
  }

  /**
   * Says how high a picture is of use; a server that cannot choose sends what it has.
   *
   * @param {number} lines the shorter side in pixels; 0 for no picture
   * @param {boolean} [isSoundOnly] whether the viewer has chosen to see nothing
   */
  want(lines, isSoundOnly = false) {
    // The time to a first picture that was not asked for says nothing.
    if (lines === 0) this.#counted = true;
    else if (this.#lines === 0) this.#rest();
    this.#lines = lines;
    this.#isSoundOnly = isSoundOnly;
    this.#wish.want(lines);
    this.#settle();
  }

  /** Asks for the picture; the request leaves before anything else of the page. */
  async start() {
    this.#stopped = this.#left = false;
    this.#later.cancel();
    this.#drop();
    this.#asked = performance.now();
    const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.#peer = peer;
    try {
      await this.#connect(peer);
      this.#backoff.reset();
    } catch (failure) {
      if (peer === this.#peer) this.#failed(failure);
    }
  }

  /** Something says that a try is worth it now. */
  retry() {
    if (this.#stopped || this.state === 'playing' || this.state === 'soundOnly') return;
    void this.start();
  }

  stop() {
    this.#stopped = true;
    this.#later.cancel();
    this.#drop();
  }

  /** The numbers of the incoming picture, for those who look. */
  async stats() {
    const report = await this.#peer?.getStats();
    return [...(report?.values() ?? [])].filter((entry) => entry.type === 'inbound-rtp');
  }

  /** @param {RTCPeerConnection} peer */
  async #connect(peer) {
    peer.ontrack = ({ streams: [stream] }) => {
      if (peer !== this.#peer) return;
      this.#stream = stream;
      this.#sound = null;
      this.#attach();
    };
    peer.onconnectionstatechange = () => this.#connectionChanged(peer);
    peer.addTransceiver('video', { direction: 'recvonly' });
    peer.addTransceiver('audio', { direction: 'recvonly' });
    const { session, answer } = await this.#open(await this.#offer(peer));
    if (peer !== this.#peer) {
      await session.close();
      return;
    }
    this.#session = session;
    this.#answer = answer;
    this.#wish.meet(session);
    if (this.state === 'unreachable') this.#enter('connecting');
    await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  /** Plays what has arrived: an element that waits for a first picture plays no sound, so it gets the sound alone. */
  #attach() {
    if (!this.#stream) return;
    const hasPicture = this.video.srcObject === this.#stream && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (this.#isWithoutPicture && !hasPicture) this.#sound ??= new MediaStream(this.#stream.getAudioTracks());
    else this.#sound = null;
    const source = this.#sound ?? this.#stream;
    if (this.video.srcObject !== source) this.video.srcObject = source;
    this.video.play().catch((failure) => {
      // A play that a newer stream interrupts is no refusal of the browser's.
      if (failure.name === 'NotAllowedError') this.#enter('blocked');
    });
  }

  /** Whether there is to be no picture, as was chosen; a server that cannot choose sends one all the same. */
  get #isWithoutPicture() {
    return this.#isSoundOnly && Boolean(this.#session?.layer);
  }

  /** Enters or leaves the state in which no picture is waited for. */
  #settle() {
    if (this.#isWithoutPicture === (this.state === 'soundOnly') || this.#peer?.connectionState !== 'connected') return;
    this.#enter(this.#isWithoutPicture ? 'soundOnly' : 'connecting');
    this.#attach();
  }

  /**
   * Makes an offer and begins with it; one the browser does not take with our changes goes out without them.
   *
   * @param {RTCPeerConnection} peer
   * @param {RTCOfferOptions} [options]
   */
  async #offer(peer, options) {
    const offer = await peer.createOffer(options);
    const sdp = askForBetterSound(offer.sdp ?? '');
    await peer.setLocalDescription({ type: 'offer', sdp }).catch(() => peer.setLocalDescription(offer));
    return peer.localDescription?.sdp ?? sdp;
  }

  /**
   * Asks as nobody, which needs no other request before it; a show that is not for everybody is told who asks.
   *
   * @param {string} offer
   */
  async #open(offer) {
    try {
      return await MediaSession.open(this.address, offer, {});
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.code !== 'sign-in-needed') throw failure;
      const { session } = await import('../api/client.js');
      return MediaSession.open(this.address, offer, { csrf: (await session()).csrf });
    }
  }

  /** @param {RTCPeerConnection} peer */
  #connectionChanged(peer) {
    if (peer !== this.#peer || this.#stopped) return;
    if (peer.connectionState === 'connected') this.#settle();
    if (peer.connectionState === 'disconnected') {
      this.#soon(HEALS_WITHIN, () => peer.connectionState !== 'connected' && this.#restart(peer));
    }
    if (peer.connectionState === 'failed') void this.#restart(peer);
    if (peer.connectionState === 'closed') this.#again();
  }

  /**
   * New ICE credentials on the same session; a new session when that is refused.
   *
   * @param {RTCPeerConnection} peer
   */
  async #restart(peer) {
    if (peer !== this.#peer || !this.#session) return;
    this.#enter('slow');
    try {
      const offer = await this.#offer(peer, { iceRestart: true });
      const fragment = await this.#session?.restart(restartFragment(offer));
      if (peer !== this.#peer || fragment === undefined) return;
      await peer.setRemoteDescription({ type: 'answer', sdp: answerAfterRestart(this.#answer, fragment) });
      if (peer === this.#peer) this.#soon(RESTARTS_WITHIN, () => peer.connectionState !== 'connected' && this.#again());
    } catch {
      // What failed late belongs to a connection that another has replaced.
      if (peer === this.#peer) this.#again();
    }
  }

  /** @param {unknown} failure */
  #failed(failure) {
    const code = failure instanceof Problem ? failure.code : '';
    const final = {
      'unsupported-codec': 'undecodable', 'sign-in-needed': 'restricted', forbidden: 'restricted', 'show-ended': 'offAir',
    }[code];
    if (final) {
      this.#enter(final);
      this.#drop();
      if (final === 'restricted') this.#soon(ASKS_AGAIN_AFTER * (1 + Math.random()), () => this.start());
      return;
    }
    if (code === 'offline') this.#enter(navigator.onLine ? 'unreachable' : 'offline');
    else if (failure instanceof Problem && failure.status < 500 && failure.status !== 429) this.#enter('offAir');
    else this.#enter('slow');
    this.#again();
  }

  #again() {
    this.#drop();
    this.#soon(this.#backoff.next(), () => this.start());
  }

  /** @param {number} wait @param {() => unknown} work */
  #soon(wait, work) {
    if (!this.#stopped) this.#later.after(wait, work);
  }

  #drop() {
    this.#freezes.rest();
    void this.#session?.close();
    this.#session = this.#stream = null;
    this.#wish.meet(null);
    const peer = this.#peer;
    this.#peer = null;
    peer?.close();
  }

  #watchFrames() {
    const shown = () => {
      const now = performance.now();
      this.#shown = now;
      if (!this.#counted) {
        this.#counted = true;
        this.#tell('quality', { kind: 'firstFrame', milliseconds: now - this.#asked });
      }
      if (now < this.#restsUntil) this.#freezes.rest();
      const frozen = document.visibilityState === 'visible' ? this.#freezes.frame(now) : null;
      if (frozen !== null) this.#tell('quality', { kind: 'freeze', milliseconds: frozen });
      // Frames that were under way when the viewer chose to see none.
      if (this.state !== 'soundOnly') this.#enter('playing');
      this.video.requestVideoFrameCallback(shown);
    };
    this.video.requestVideoFrameCallback(shown);
  }

  /** The picture begins anew, of a page that is shown again or after none was sent: it is given its time. */
  #rest() {
    this.#shown = performance.now();
    this.#restsUntil = this.#shown + STARTS_WITHIN;
    this.#freezes.rest();
  }

  /** No frame for long, though one was there: say so. */
  #checkPace() {
    const waiting = performance.now() - this.#shown;
    if (this.state === 'playing' && document.visibilityState === 'visible' && waiting > SLOW_AFTER) this.#enter('slow');
  }

  /** @param {string} state */
  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    this.#tell('state', state);
  }

  /** @param {string} name @param {unknown} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
