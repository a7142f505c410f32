/** @typedef {import('../types.js').ChatLine} ChatLine */
import { build } from '../element/build.js';
import { isRightToLeft } from '../text/language.js';

const LANES = 3;
/** Pixels per second; the same for all, so that a line never runs into the one before it. */
const SPEED = 110;
/** Pixels between two lines in one lane. */
const GAP = 32;
const KEPT = 'tradewind.danmaku';

/**
 * Chat lines that float over the upper third of the picture.
 *
 * All run equally fast, so two lines in a lane collide only if the second starts before the first is wholly in; a line
 * that finds no free lane is not flown, the chat has it anyway.
 */
export class Danmaku {
  #free = new Array(LANES).fill(0);

  /**
   * @param {HTMLElement} sky
   * @param {import('../room/room.js').Room} room
   * @param {boolean} usual whether the market expects them
   */
  constructor(sky, room, usual) {
    this.sky = sky;
    this.isOn = (localStorage.getItem(KEPT) ?? (usual ? 'on' : 'off')) === 'on';
    room.addEventListener('chat', (event) => this.#fly(/** @type {CustomEvent} */ (event).detail));
  }

  toggle() {
    this.isOn = !this.isOn;
    localStorage.setItem(KEPT, this.isOn ? 'on' : 'off');
    if (!this.isOn) this.sky.replaceChildren();
  }

  /** @param {ChatLine} line */
  #fly(line) {
    if (!this.isOn || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const now = performance.now();
    const lane = this.#free.findIndex((until) => until <= now);
    if (lane < 0) return;
    const text = build('span', { class: 'flying', dir: 'auto' }, line.text);
    text.style.setProperty('inset-block-start', `${(lane * 100) / LANES}%`);
    this.sky.append(text);
    const width = text.offsetWidth;
    const way = this.sky.clientWidth + width;
    this.#free[lane] = now + ((width + GAP) / SPEED) * 1000;
    const flight = text.animate(
      [{ transform: 'none' }, { transform: `translateX(${isRightToLeft() ? way : -way}px)` }],
      { duration: (way / SPEED) * 1000, easing: 'linear' });
    flight.onfinish = () => text.remove();
  }
}
