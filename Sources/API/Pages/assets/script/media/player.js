/** @typedef {import('../types.js').Slots} Slots */
import { Problem } from '../api/problem.js';
import { Backoff } from '../api/backoff.js';
import { answerAfterRestart, askForBetterSound, restartFragment } from './description.js';
import { MediaSession } from './exchange.js';
import { FreezeMeter } from './freeze-meter.js';
import { LayerWish } from './layer-wish.js';
import { HEALS_WITHIN, Later, RESTARTS_WITHIN } from './recovery.js';
import { Screen } from './screen.js';
import { slotsOf } from './slots.js';
import { Way } from './way.js';

/** Without a frame this long the network is called slow. */
const SLOW_AFTER = 2500;
/** A picture that was not sent for a while needs so long at most to run again; gaps until then are no freezes. */
const STARTS_WITHIN = 2000;
/** How often somebody who may not watch asks again: a show can be opened to all. */
const ASKS_AGAIN_AFTER = 30_000;

/**
 * Plays a show by WHEP and keeps it playing: as many pictures and sounds as its scene has slots.
 *
 * The first slot has an element from the beginning, and the state is that of its picture; others are shown and hidden.
 * States: `connecting`, `playing`, `soundOnly`, `slow`, `offAir`, `restricted`, `undecodable`, `offline`, `unreachable`,
 * `blocked`.
 * Events: `state`, `quality` (`{kind, milliseconds}`).
 */
export class WhepPlayer extends EventTarget {
  state = 'connecting';
  /** Why the server let it not play last, as it calls that. */
  refusal = '';
  #way = /** @type {Way|null} */ (null);
  /** A session that is to take the place of the first, once it shows something. */
  #next = /** @type {Way|null} */ (null);
  /** The session is asked for in the caller's name. */
  #isNamed = false;
  #backoff = new Backoff({ first: 300, most: 8000 });
  #renewals = new Backoff({ first: 1000, most: 8000 });
  #freezes = new FreezeMeter();
  #asked = 0;
  #shown = 0;
  /** By slot, how high its picture is wanted. */
  #wishes = /** @type {Map<number, LayerWish>} */ (new Map());
  #screens = /** @type {Map<number, Screen>} */ (new Map());
  /** What was asked for last of the first slot; `null` while that is what the server sends by itself. */
  #lines = /** @type {number|null} */ (null);
  /** Whether the viewer wants no picture, also of a page that is looked at. */
  #isSoundOnly = false;
  /** Until when gaps between frames say nothing. */
  #restsUntil = 0;
  #counted = false;
  #later = new Later();
  #stopped = false;
  /** Whether the page was left while it played; the browser may bring it back as it was. */
  #left = false;

  /** @param {string} show @param {HTMLVideoElement} video @param {Slots} [slots] */
  constructor(show, video, slots = slotsOf('single')) {
    super();
    this.address = `/whep/${encodeURIComponent(show)}`;
    this.video = video;
    this.slots = slots;
    this.#screens.set(1, new Screen(video, () => this.#enter('blocked')));
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
    this.wantOf(1, lines);
    this.#settle();
  }

  /**
   * Says how high the picture of a slot is of use.
   *
   * @param {number} slot
   * @param {number} lines
   */
  wantOf(slot, lines) {
    let wish = this.#wishes.get(slot);
    if (!wish) {
      wish = new LayerWish(slot);
      this.#wishes.set(slot, wish);
      wish.meet(this.#way?.session ?? null);
    }
    wish.want(lines);
  }

  /**
   * Plays another slot than the first in an element.
   *
   * @param {number} slot
   * @param {HTMLMediaElement} element
   * @returns {Screen}
   */
  show(slot, element) {
    const screen = new Screen(element);
    element.muted = this.muted;
    this.#screens.set(slot, screen);
    this.#attach(slot);
    return screen;
  }

  /** @param {number} slot another than the first */
  hide(slot) {
    const screen = this.#screens.get(slot);
    this.#screens.delete(slot);
    if (screen) screen.element.srcObject = null;
  }

  /** Whether the sound of all slots is off. */
  get muted() {
    return this.video.muted;
  }

  /** @param {boolean} muted */
  set muted(muted) {
    for (const { element } of this.#screens.values()) element.muted = muted;
    if (!muted) this.play();
  }

  /** Plays what a browser would not play by itself; called where somebody has pressed something. */
  play() {
    for (const screen of this.#screens.values()) screen.play();
  }

  /** Asks for the picture; the request leaves before anything else of the page. */
  async start() {
    this.#stopped = this.#left = false;
    this.#later.cancel();
    this.#drop();
    this.#asked = performance.now();
    const way = new Way(this.slots);
    this.#way = way;
    try {
      await this.#connect(way);
      this.#backoff.reset();
    } catch (failure) {
      if (way === this.#way) this.#failed(failure);
    }
  }

  /**
   * Makes room for the slots of a scene; a session that has fewer is replaced without a gap.
   *
   * @param {Slots} slots
   */
  reshape(slots) {
    this.slots = slots;
    const { pictures, sounds } = (this.#next ?? this.#way)?.slots ?? slots;
    this.#settle();
    if (slots.pictures > pictures || slots.sounds > sounds) void this.#renew();
  }

  /** Asks in the caller's name from now on: who is on the stage is not sent back what they send themselves. */
  identify() {
    if (this.#isNamed) return;
    this.#isNamed = true;
    if (this.#way && this.state !== 'restricted') void this.#renew();
    else if (!this.#stopped) void this.start();
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

  /**
   * The numbers of an incoming picture and its sound, for those who look.
   *
   * @param {number} [slot]
   */
  async stats(slot = 1) {
    return await this.#way?.stats(slot) ?? [];
  }

  /** Makes a second session before the first is broken. */
  async #renew() {
    this.#next?.end();
    this.#next = null;
    // One that is not there yet will be made with what is wanted now.
    if (this.#stopped || !this.#way) return;
    const way = new Way(this.slots);
    this.#next = way;
    try {
      await this.#connect(way);
      await way.shows();
    } catch (failure) {
      if (way !== this.#next) return;
      way.end();
      this.#next = null;
      if (failure instanceof Problem && failure.isPassing) setTimeout(() => this.#renew(), this.#renewals.next());
      return;
    }
    if (way !== this.#next) return;
    const before = this.#way;
    this.#next = null;
    this.#way = way;
    this.#renewals.reset();
    this.#rest();
    this.#meet(way);
    before.end();
  }

  /** @param {Way} way */
  async #connect(way) {
    const { peer } = way;
    const isOver = () => way !== this.#way && way !== this.#next;
    peer.ontrack = (event) => {
      const slot = way.take(event);
      if (way === this.#way) this.#attach(slot);
    };
    peer.onconnectionstatechange = () => this.#connectionChanged(way);
    const { session, answer } = await this.#open(await this.#offer(peer));
    if (isOver()) {
      await session.close();
      return;
    }
    way.session = session;
    way.answer = answer;
    if (way === this.#way) {
      this.#meet(way);
      if (this.state === 'unreachable') this.#enter('connecting');
    }
    await peer.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  /**
   * Everything on the page is of this session from now on.
   *
   * @param {Way} way
   */
  #meet(way) {
    for (const wish of this.#wishes.values()) wish.meet(way.session);
    for (const slot of way.streams.keys()) this.#attach(slot);
    this.#settle();
  }

  /** @param {number} slot */
  #attach(slot) {
    const screen = this.#screens.get(slot);
    const stream = this.#way?.streams.get(slot);
    if (!screen || !stream) return;
    if (slot === 1) screen.hasPicture = !this.#isWithoutPicture;
    screen.stream = stream;
  }

  /** Whether there is to be no picture: the scene has none, or none was chosen and the server can choose. */
  get #isWithoutPicture() {
    return this.slots.pictures === 0 || (this.#isSoundOnly && Boolean(this.#way?.session?.layer));
  }

  /** Enters or leaves the state in which no picture is waited for. */
  #settle() {
    if (this.#isWithoutPicture === (this.state === 'soundOnly') || this.#way?.peer.connectionState !== 'connected') return;
    this.#enter(this.#isWithoutPicture ? 'soundOnly' : 'connecting');
    this.#attach(1);
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
    const asSomebody = async () => {
      const { session } = await import('../api/client.js');
      return MediaSession.open(this.address, offer, { csrf: (await session()).csrf });
    };
    if (this.#isNamed) return asSomebody();
    try {
      return await MediaSession.open(this.address, offer, {});
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.code !== 'sign-in-needed') throw failure;
      return asSomebody();
    }
  }

  /** @param {Way} way */
  #connectionChanged(way) {
    const { peer } = way;
    if (way !== this.#way || this.#stopped) return;
    if (peer.connectionState === 'connected') this.#settle();
    if (peer.connectionState === 'disconnected') {
      this.#soon(HEALS_WITHIN, () => peer.connectionState !== 'connected' && this.#restart(way));
    }
    if (peer.connectionState === 'failed') void this.#restart(way);
    if (peer.connectionState === 'closed') this.#again();
  }

  /**
   * New ICE credentials on the same session; a new session when that is refused.
   *
   * @param {Way} way
   */
  async #restart(way) {
    if (way !== this.#way || !way.session) return;
    const { peer } = way;
    this.#enter('slow');
    try {
      const offer = await this.#offer(peer, { iceRestart: true });
      const fragment = await way.session?.restart(restartFragment(offer));
      if (way !== this.#way || fragment === undefined) return;
      await peer.setRemoteDescription({ type: 'answer', sdp: answerAfterRestart(way.answer, fragment) });
      if (way === this.#way) this.#soon(RESTARTS_WITHIN, () => peer.connectionState !== 'connected' && this.#again());
    } catch {
      // What failed late belongs to a connection that another has replaced.
      if (way === this.#way) this.#again();
    }
  }

  /** @param {unknown} failure */
  #failed(failure) {
    const code = failure instanceof Problem ? failure.code : '';
    const final = {
      'unsupported-codec': 'undecodable', 'sign-in-needed': 'restricted', forbidden: 'restricted', 'no-hand': 'restricted',
      banned: 'restricted', 'show-ended': 'offAir',
    }[code];
    if (final) {
      this.refusal = code;
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
    const ways = [this.#way, this.#next];
    this.#way = this.#next = null;
    for (const wish of this.#wishes.values()) wish.meet(null);
    for (const way of ways) way?.end();
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
