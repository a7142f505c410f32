/** @typedef {import('../types.js').ChatLine} ChatLine */
import { api } from '../api/client.js';
import { apart, build, iconButton, need } from '../element/build.js';
import { busy } from '../element/busy.js';
import { toast } from '../element/toast.js';
import { SayForm } from '../room/say-form.js';
import { openPersonMenu } from '../stage/person-menu.js';
import { t } from '../text/language.js';

/** How long a muted viewer stays silent, in seconds. */
const MUTED_FOR = 600;

/** The chat as the host sees it: with the means to hide a line and mute its author. */
export class DeskChat {
  #box = need('#lines');
  #list = need('#lines ol');

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    room.addEventListener('snapshot', () => this.#drawAll());
    room.addEventListener('chat', (event) => this.#add(/** @type {CustomEvent} */ (event).detail));
    room.addEventListener('chatHidden', (event) =>
      this.#list.querySelector(`[data-message="${CSS.escape(/** @type {CustomEvent} */ (event).detail)}"]`)?.remove());
    room.addEventListener('pulse', (event) => this.#pulse(/** @type {CustomEvent} */ (event).detail));
    new SayForm(room);
  }

  #drawAll() {
    this.#list.replaceChildren(...this.room.lines.map((line) => this.#line(line)));
    this.#box.scrollTop = this.#box.scrollHeight;
  }

  /** @param {ChatLine} line */
  #add(line) {
    this.#append(this.#line(line));
  }

  /**
   * Somebody bought: a line in passing, as viewers see it.
   *
   * @param {{name: string, product: string}} pulse
   */
  #pulse({ name, product }) {
    const title = this.room.product(product)?.title;
    if (title) this.#append(build('li', { class: 'desk-line told' }, build('p', null, t('chat.bought', { name, title }))));
  }

  /** @param {HTMLLIElement} element */
  #append(element) {
    const follows = this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < 80;
    this.#list.append(element);
    while (this.#list.children.length > 200) this.#list.firstElementChild?.remove();
    if (follows) this.#box.scrollTop = this.#box.scrollHeight;
  }

  /** @param {ChatLine} line */
  #line(line) {
    const isGuest = line.role === 'viewer';
    const hide = iconButton('trash', t('studio.hide', { name: line.name }), () => busy(hide, () =>
      api.remove(`/shows/${this.room.id}/chat/${line.message}`)));
    const mute = iconButton('bell-off', t('studio.mute', { name: line.name }), () => busy(mute, async () => {
      await api.put(`/shows/${this.room.id}/mutes/${line.viewer}`, { seconds: MUTED_FOR });
      toast(t('studio.muted', { name: line.name }), 'good');
    }));
    const more = iconButton('more', t('stage.more', { name: line.name }),
      () => openPersonMenu(this.room, { person: line.viewer, name: line.name }), { data: { tool: 'more' } });
    return build('li', { class: 'desk-line', data: { message: line.message } },
      build('p', null, apart(line.name, 'who'), ' ', apart(line.text)), isGuest ? more : null, isGuest ? mute : null, hide);
  }
}
