import { build } from '../element/build.js';
import { WhepPlayer } from '../media/player.js';
import { slotsOf } from '../media/slots.js';

/** Scenes in which others than the host are seen or heard all the time; elsewhere only in a battle. */
const SHARED = new Set(['cohost', 'voice', 'private']);

/**
 * What the host sees and hears of the others: the show by WHEP, without what comes from the host.
 */
export class GuestPlayer {
  #player = /** @type {WhepPlayer|null} */ (null);
  #shown = /** @type {Map<number, HTMLMediaElement>} */ (new Map());
  #lines = /** @type {Map<number, number>} */ (new Map());
  #screens = /** @type {Map<number, import('../media/screen.js').Screen>} */ (new Map());
  #unseen = /** @type {Set<number>} */ (new Set());
  #muted = false;

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    for (const name of ['stage', 'show']) room.addEventListener(name, () => this.#follow());
  }

  /** Whether the host hears the others. */
  get muted() {
    return this.#muted;
  }

  /** @param {boolean} muted */
  set muted(muted) {
    this.#muted = muted;
    for (const element of this.#shown.values()) element.muted = muted;
  }

  /**
   * Plays a slot in an element.
   *
   * @param {number} slot
   * @param {HTMLMediaElement} element
   */
  show(slot, element) {
    this.#shown.set(slot, element);
    if (this.#player) this.#play(this.#player, slot, element);
  }

  /**
   * Says whether a slot has a picture, or sound alone.
   *
   * @param {number} slot
   * @param {boolean} hasPicture
   */
  expect(slot, hasPicture) {
    if (hasPicture) this.#unseen.delete(slot);
    else this.#unseen.add(slot);
    const screen = this.#screens.get(slot);
    if (screen) screen.hasPicture = hasPicture;
  }

  /** @param {number} slot */
  hide(slot) {
    this.#shown.delete(slot);
    this.#screens.delete(slot);
    this.#player?.hide(slot);
  }

  /** @param {number} slot @param {number} lines */
  want(slot, lines) {
    if (this.#lines.get(slot) === lines) return;
    this.#lines.set(slot, lines);
    this.#player?.wantOf(slot, lines);
  }

  /**
   * The numbers of a slot, for those who look.
   *
   * @param {number} slot
   */
  async stats(slot) {
    return await this.#player?.stats(slot) ?? [];
  }

  #follow() {
    const { stage, show } = this.room;
    const isNeeded = stage && show?.state !== 'ended' && (SHARED.has(stage.scene) || stage.battle?.state === 'running');
    if (isNeeded && !this.#player) this.#begin(stage.scene);
    if (!isNeeded && this.#player) {
      this.#player.stop();
      this.#player = null;
    }
  }

  /** @param {string} scene */
  #begin(scene) {
    // The host's own picture is not played: nobody wants to hear themselves.
    const own = build('video', { playsinline: true });
    own.muted = true;
    const player = new WhepPlayer(this.room.id, own, slotsOf(scene));
    player.want(0, true);
    for (const [slot, lines] of this.#lines) player.wantOf(slot, lines);
    this.#player = player;
    for (const [slot, element] of this.#shown) this.#play(player, slot, element);
    player.identify();
  }

  /** @param {WhepPlayer} player @param {number} slot @param {HTMLMediaElement} element */
  #play(player, slot, element) {
    const screen = player.show(slot, element);
    element.muted = this.#muted;
    screen.hasPicture = !this.#unseen.has(slot);
    this.#screens.set(slot, screen);
  }
}
