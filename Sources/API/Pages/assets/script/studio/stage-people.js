/** @typedef {import('../types.js').Person} Person */
import { apart, build, fill, icon, iconButton } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { openPersonMenu } from '../stage/person-menu.js';
import { avatar, isHeard, isSeen, Tile } from '../stage/tile.js';
import { t } from '../text/language.js';

/** How high guests are asked for: a few as large tiles, many as small ones. */
const LARGE = 360;
const SMALL = 180;

/**
 * The people on the stage as the host sees them, each with what can be done about them.
 *
 * Whoever has a slot has a picture here; the others are lines of a list.
 */
export class StagePeople {
  element = build('ul', { class: 'guests' });
  #tiles = /** @type {Map<number, {tile: Tile, item: HTMLLIElement, tools: HTMLElement}>} */ (new Map());
  #lines = /** @type {Map<string, HTMLLIElement>} */ (new Map());

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('./guest-player.js').GuestPlayer} player
   */
  constructor(room, player) {
    this.room = room;
    this.player = player;
    this.element.setAttribute('aria-label', t('stage.people'));
    for (const name of ['stage', 'snapshot']) room.addEventListener(name, () => this.#draw());
    room.addEventListener('loud', () => this.#drawLoud());
    this.#draw();
  }

  #draw() {
    const { stage } = this.room;
    const guests = (stage?.people ?? []).filter(({ role }) => role === 'guest');
    const opponent = stage?.battle && ['running', 'ended'].includes(stage.battle.state) ? stage.battle : null;
    const slots = new Set([...guests.map(({ slot }) => slot), ...(opponent ? [opponent.slot] : [])]);
    for (const slot of this.#tiles.keys()) if (!slots.has(slot)) this.#remove(slot);
    for (const [id, line] of this.#lines) {
      if (guests.some(({ person, slot }) => person === id && slot === null)) continue;
      line.remove();
      this.#lines.delete(id);
    }
    for (const guest of guests) {
      if (guest.slot === null) this.#drawLine(guest);
      else this.#drawTile(guest.slot, guest, '');
    }
    if (opponent) this.#drawTile(opponent.slot, null, opponent.opponent.host);
    this.element.dataset.size = this.#tiles.size <= 2 ? 'few' : 'many';
    for (const slot of this.#tiles.keys()) this.player.want(slot, this.#tiles.size <= 2 ? LARGE : SMALL);
    this.element.hidden = slots.size === 0;
    this.#drawLoud();
  }

  /** @param {number} slot @param {Person|null} guest @param {string} title */
  #drawTile(slot, guest, title) {
    const known = this.#tiles.get(slot) ?? this.#make(slot);
    known.tile.tell(guest, { isMine: false, title });
    this.player.expect(slot, !guest || isSeen(guest));
    keepFocus(known.tools, () => fill(known.tools, ...(guest ? this.#tools(guest) : [])));
  }

  /** @param {number} slot */
  #make(slot) {
    const tile = new Tile(slot, build('video', { playsinline: true, autoplay: true }));
    const tools = build('div', { class: 'tools' });
    const item = build('li', null, tile.element, tools);
    this.element.append(item);
    const made = { tile, item, tools };
    this.#tiles.set(slot, made);
    this.player.show(slot, tile.video);
    return made;
  }

  /** @param {number} slot */
  #remove(slot) {
    this.player.hide(slot);
    this.#tiles.get(slot)?.item.remove();
    this.#tiles.delete(slot);
  }

  /** @param {Person} guest */
  #drawLine(guest) {
    const line = this.#lines.get(guest.person) ?? build('li', { class: 'guest-line', data: { person: guest.person } });
    if (!this.#lines.has(guest.person)) this.element.append(line);
    this.#lines.set(guest.person, line);
    keepFocus(line, () => fill(line, avatar(guest), build('span', { class: 'guest-name' },
      isHeard(guest) ? null : icon('no-microphone', t('stage.noSound')), apart(guest.name)), build('div', { class: 'tools' }, ...this.#tools(guest))));
  }

  /** @param {Person} guest */
  #tools(guest) {
    const { person, name, slot, muted, hidden } = guest;
    const { stage } = this.room;
    const tool = (/** @type {string} */ focus, /** @type {string} */ symbol, /** @type {string} */ label, /** @type {() => Promise<unknown>} */ work, /** @type {boolean|null} */ pressed = null) => {
      const control = iconButton(symbol, label, () => busy(control, work), {
        'aria-pressed': pressed === null ? null : String(pressed), data: { focus: `${person} ${focus}`, tool: focus },
      });
      return control;
    };
    const hasPictures = (stage?.pictures ?? 0) > 0;
    const mayFront = slot !== null && stage?.scene === 'cohost';
    const isFront = mayFront && stage?.front === slot;
    return [
      tool('mute', muted ? 'no-microphone' : 'microphone', t(muted ? 'stage.unmuteName' : 'stage.muteName', { name }),
        () => this.room.act('mute', { person, microphone: muted, camera: !hidden }), muted),
      hasPictures ? tool('hide', hidden ? 'no-camera' : 'camera', t(hidden ? 'stage.showName' : 'stage.hideName', { name }),
        () => this.room.act('mute', { person, microphone: !muted, camera: hidden }), hidden) : null,
      mayFront ? tool('front', 'speaker', t('stage.frontName', { name }),
        () => this.room.act('layout', { layout: stage?.layout, front: isFront ? 1 : slot }), isFront) : null,
      tool('remove', 'close', t('stage.removeName', { name }), () => this.room.act('remove', { person })),
      tool('more', 'more', t('stage.more', { name }), async () => openPersonMenu(this.room, guest)),
    ];
  }

  #drawLoud() {
    const { loud, stage } = this.room;
    for (const [slot, { tile }] of this.#tiles) {
      const guest = stage?.people.find((each) => each.slot === slot && each.role === 'guest');
      tile.isLoud = guest !== undefined && loud.includes(guest.person);
    }
    for (const [id, line] of this.#lines) line.classList.toggle('loud', loud.includes(id));
  }
}
