/** @typedef {import('../types.js').ChatLine} ChatLine */
import { apart, build, need } from '../element/build.js';
import { SayForm } from '../room/say-form.js';
import { t } from '../text/language.js';

/** Screen readers hear at most one summary in this time, not every line. */
const SPEAK_EVERY = 4000;

/**
 * One line of the room.
 *
 * @param {ChatLine} line
 */
function chatLine(line) {
  return build('li', { class: 'line', data: { message: line.message, role: line.role } },
    apart(line.name, 'who'), ' ', apart(line.text));
}

/** The words of the room, and the field to add one's own. */
export class ChatPanel {
  #box = /** @type {HTMLElement} */ (need('#lines'));
  #list = /** @type {HTMLOListElement} */ (need('#lines ol'));
  #unspoken = /** @type {ChatLine[]} */ ([]);

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    room.addEventListener('snapshot', () => this.#drawAll());
    room.addEventListener('chat', (event) => this.#add(/** @type {CustomEvent} */ (event).detail));
    room.addEventListener('chatHidden', (event) => this.#hide(/** @type {CustomEvent} */ (event).detail));
    room.addEventListener('pulse', (event) => this.#pulse(/** @type {CustomEvent} */ (event).detail));
    new SayForm(room);
    new ResizeObserver(() => this.#toEnd()).observe(this.#box);
    setInterval(() => this.#speak(), SPEAK_EVERY);
  }

  #drawAll() {
    this.#list.replaceChildren(...this.room.lines.map(chatLine));
    this.#toEnd();
  }

  /** @param {ChatLine} line */
  #add(line) {
    this.#append(chatLine(line));
    if (line.viewer !== this.room.me?.viewer) this.#unspoken.push(line);
  }

  /**
   * Follows the talk unless the reader scrolled up to read.
   *
   * @param {HTMLLIElement} element
   */
  #append(element) {
    const follows = this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < 80;
    this.#list.append(element);
    while (this.#list.children.length > 200) this.#list.firstElementChild?.remove();
    if (follows) this.#toEnd();
  }

  #toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
  }

  /** @param {string} message */
  #hide(message) {
    this.#list.querySelector(`[data-message="${CSS.escape(message)}"]`)?.remove();
  }

  /**
   * Somebody bought: a line in passing.
   *
   * @param {{name: string, product: string}} pulse
   */
  #pulse({ name, product }) {
    const title = this.room.product(product)?.title;
    if (title) this.#append(build('li', { class: 'line told' }, t('chat.bought', { name, title })));
  }

  #speak() {
    const lines = this.#unspoken.splice(0);
    if (lines.length === 0) return;
    need('#spoken').textContent = lines.length <= 2
      ? lines.map((line) => `${line.name}: ${line.text}`).join('. ')
      : t('chat.newLines', { count: lines.length });
  }
}
