/** @typedef {import('../types.js').Person} Person */
import { build } from '../element/build.js';
import { t } from '../text/language.js';
import { arrange } from './arrangement.js';
import { isSeen, Tile } from './tile.js';

/** The slot of a product show's second camera, how often it is looked for, and how long it may send nothing. */
const SECOND = 2;
const LOOKS_EVERY = 300;
const SENDS_WITHIN = 3000;

/** @typedef {{slot: number, person: Person|null, isMine: boolean, title: string}} Seat */

/**
 * The pictures of a show: one tile for each slot that somebody is in.
 *
 * Tiles are moved, never made anew: a picture that runs goes on running. The first tile is the page's own.
 */
export class StageView {
  #tiles = /** @type {Map<number, Tile>} */ (new Map());
  #screens = /** @type {Map<number, import('../media/screen.js').Screen>} */ (new Map());
  #seats = /** @type {Seat[]} */ ([]);
  #isWatching = false;
  #hasSecond = false;
  /** The own picture as it leaves this device. */
  #mine = /** @type {MediaStream|null} */ (null);

  /**
   * @param {HTMLElement} box
   * @param {import('../room/room.js').Room} room
   * @param {import('../media/player.js').WhepPlayer} player
   * @param {import('../media/picture-need.js').PictureNeed} need
   */
  constructor(box, room, player, need) {
    this.box = box;
    this.room = room;
    this.player = player;
    this.need = need;
    this.#tiles.set(1, new Tile(1, player.video, /** @type {HTMLElement} */ (player.video.parentElement)));
    new ResizeObserver(() => this.#arrange()).observe(box);
    for (const name of ['stage', 'mine', 'show']) room.addEventListener(name, () => this.draw());
    room.addEventListener('loud', () => this.#drawLoud());
    this.draw();
  }

  /** @param {MediaStream|null} stream */
  set mine(stream) {
    this.#mine = stream;
    this.draw();
  }

  draw() {
    const { stage } = this.room;
    if (!stage) return;
    this.#watchSecondCamera();
    this.#seats = this.#taken();
    // A slot that passes from one's own hands to another's, or back, is played in another way.
    const isKept = (/** @type {number} */ slot) => this.#seats.some((seat) => seat.slot === slot
      && seat.isMine === this.#tiles.get(slot)?.element.classList.contains('mine'));
    for (const slot of this.#tiles.keys()) if (!isKept(slot)) this.#remove(slot);
    for (const seat of this.#seats) this.#fill(seat);
    this.#arrange();
    this.#drawLoud();
  }

  /** Who has a picture now, by slot. */
  #taken() {
    const { stage, mine, me } = this.room;
    if (!stage) return [];
    const of = (/** @type {number} */ slot) => stage.people.find((person) => person.slot === slot) ?? null;
    const own = mine.state === 'seated' ? mine.slot : null;
    /** @type {Seat[]} */
    const seats = [{ slot: 1, person: of(1), isMine: false, title: this.room.show?.host ?? '' }];
    for (let slot = 2; slot <= stage.pictures; slot += 1) {
      const person = of(slot);
      const isMine = slot === own || (person !== null && person.person === me?.viewer && person.role === 'guest');
      if (this.#isOpponent(slot)) seats.push({ slot, person: null, isMine: false, title: stage.battle?.opponent.host ?? '' });
      else if (person) seats.push({ slot, person, isMine, title: person.role === 'host' ? t('stage.secondCamera') : '' });
      else if (slot === SECOND && this.#hasSecond) seats.push({ slot, person: null, isMine: false, title: t('stage.secondCamera') });
    }
    return seats;
  }

  /** @param {number} slot */
  #isOpponent(slot) {
    const battle = this.room.stage?.battle;
    return battle?.slot === slot && (battle.state === 'running' || (battle.state === 'ended' && this.#tiles.has(slot)));
  }

  /** @param {Seat} seat */
  #fill({ slot, person, isMine, title }) {
    const isNew = !this.#tiles.has(slot);
    const tile = this.#tiles.get(slot) ?? this.#make(slot, isMine);
    // A slot of one's own shows what the camera sees, as in a mirror.
    tile.element.classList.toggle('mine', isMine);
    if (isMine && tile.video.srcObject !== this.#mine) {
      tile.video.muted = true;
      tile.video.srcObject = this.#mine;
    }
    tile.tell(slot === 1 && this.#seats.length === 1 ? null : person, { isMine, title });
    const screen = this.#screens.get(slot);
    if (screen) screen.hasPicture = !person || isSeen(person);
    if (isNew) this.box.append(tile.element);
    if (isNew && screen) screen.play();
    if (slot > 1 && !isMine) {
      if (person && !isSeen(person)) this.need.hide(slot);
      else this.need.show(slot, tile.video);
    }
  }

  /** @param {number} slot @param {boolean} isMine */
  #make(slot, isMine) {
    const video = build('video', { playsinline: true, autoplay: true, disablepictureinpicture: true });
    const tile = new Tile(slot, video);
    this.#tiles.set(slot, tile);
    if (!isMine) this.#screens.set(slot, this.player.show(slot, video));
    return tile;
  }

  /** @param {number} slot */
  #remove(slot) {
    const tile = this.#tiles.get(slot);
    this.#tiles.delete(slot);
    this.#screens.delete(slot);
    this.player.hide(slot);
    this.need.hide(slot);
    if (tile) tile.video.srcObject = null;
    tile?.element.remove();
  }

  /** How the tiles stand, by what the host has chosen. */
  get #layout() {
    const { stage } = this.room;
    const { battle } = stage ?? {};
    if (this.#seats.length < 2) return 'alone';
    if (battle && this.#isOpponent(battle.slot)) return 'battle';
    return stage?.scene === 'private' ? 'inset' : stage?.layout ?? 'speaker';
  }

  #arrange() {
    const { stage } = this.room;
    if (!stage) return;
    const layout = this.#layout;
    document.body.dataset.stage = stage.scene === 'voice' ? 'voice' : layout;
    const front = layout === 'battle' ? 1 : stage.front;
    const inBattle = (/** @type {Seat} */ { slot }) => slot === 1 || slot === stage.battle?.slot;
    const order = [...this.#seats].sort((one, other) => Number(other.slot === front) - Number(one.slot === front) || one.slot - other.slot);
    const shown = layout === 'battle' ? order.filter(inBattle) : order;
    const places = arrange(layout, shown.length, { width: this.box.clientWidth, height: this.box.clientHeight });
    for (const [index, { slot }] of shown.entries()) {
      const tile = this.#tiles.get(slot);
      tile?.put(layout === 'alone' ? null : places[index]);
      tile?.element.classList.toggle('small', layout === 'inset' && index > 0);
      if (tile) tile.element.hidden = false;
    }
    for (const { slot } of order.filter((seat) => !shown.includes(seat))) {
      const tile = this.#tiles.get(slot);
      if (tile) tile.element.hidden = true;
    }
  }

  #drawLoud() {
    for (const { slot, person } of this.#seats) {
      const tile = this.#tiles.get(slot);
      if (tile) tile.isLoud = person !== null && this.room.loud.includes(person.person);
    }
  }

  /** A product show may have a second camera, which is no person: it is there while it sends. */
  #watchSecondCamera() {
    if (this.room.stage?.scene !== 'product' || this.#isWatching) return;
    this.#isWatching = true;
    let frames = 0;
    let movedAt = -Infinity;
    setInterval(async () => {
      const [seen] = (await this.player.stats(SECOND)).filter(({ kind }) => kind === 'video');
      const decoded = seen?.framesDecoded ?? 0;
      if (decoded > frames) movedAt = performance.now();
      // A new session counts from its own beginning.
      frames = decoded;
      const isSending = performance.now() - movedAt < SENDS_WITHIN;
      if (isSending === this.#hasSecond) return;
      this.#hasSecond = isSending;
      this.draw();
    }, LOOKS_EVERY);
  }
}
