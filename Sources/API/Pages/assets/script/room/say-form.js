/** @typedef {import('../types.js').ChatLine} ChatLine */
import { need } from '../element/build.js';
import { hasText, t } from '../text/language.js';

/** A text without what the room cleans away: runs of spaces, and marks that cannot be seen. */
const plain = (/** @type {string} */ text) => text.replace(/\p{Cf}/gu, '').replace(/\s+/g, ' ').trim();

/** How long it is said why a line was not taken. */
const STAYS = 5000;

/**
 * The field in which a line is written.
 *
 * A line is kept until the room has said it; refused or lost on the way, it comes back into the field.
 */
export class SayForm {
  #form = /** @type {HTMLFormElement} */ (need('#say'));
  #input = /** @type {HTMLInputElement} */ (need('#say input'));
  #refusal = /** @type {HTMLElement} */ (need('#refusal'));
  /** What was sent and not heard yet, by the name it was sent under. */
  #unheard = /** @type {Map<string, string>} */ (new Map());
  #timer = 0;

  /** @param {import('./room.js').Room} room */
  constructor(room) {
    this.room = room;
    const on = (/** @type {string} */ name, /** @type {(detail: any) => void} */ work) =>
      room.addEventListener(name, (event) => work(/** @type {CustomEvent} */ (event).detail));
    on('heard', (client) => this.#unheard.delete(client));
    on('chat', (line) => this.#arrived(line));
    on('snapshot', () => room.lines.forEach((line) => this.#arrived(line)));
    on('refused', (refused) => this.#refuse(refused));
    on('connection', (state) => this.#connection(state));
    this.#form.addEventListener('submit', (event) => this.#send(event));
  }

  /** @param {Event} event */
  #send(event) {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (!text) return;
    const client = this.room.say(text);
    if (!client) {
      this.#tell(t('chat.notConnected'));
      return;
    }
    this.#unheard.set(client, text);
    this.#input.value = '';
    this.#refusal.hidden = true;
  }

  /**
   * A line that came back into the field when the connection broke had arrived after all.
   *
   * @param {ChatLine} line
   */
  #arrived({ viewer, text }) {
    const { returned } = this.#input.dataset;
    if (!returned || viewer !== this.room.me?.viewer || plain(returned) !== plain(text)) return;
    if (this.#input.value === returned) this.#input.value = '';
    delete this.#input.dataset.returned;
  }

  /** @param {{client?: string, code: string, detail: string, retryAfter?: number}} refused */
  #refuse({ client = '', code, detail, retryAfter = 3 }) {
    this.#giveBack([client]);
    this.#tell(hasText(`refused.${code}`) ? t(`refused.${code}`, { count: retryAfter }) : detail);
  }

  /** @param {string} state */
  #connection(state) {
    this.#form.dataset.connection = state;
    if (state === 'open' || this.#unheard.size === 0) return;
    this.#giveBack([...this.#unheard.keys()]);
    this.#tell(t('chat.notConnected'));
  }

  /**
   * Puts lines back, before what has been written since.
   *
   * @param {string[]} clients
   */
  #giveBack(clients) {
    const texts = clients.flatMap((client) => this.#unheard.get(client) ?? []);
    for (const client of clients) this.#unheard.delete(client);
    if (texts.length === 0) return;
    this.#input.dataset.returned = texts.join(' ');
    this.#input.value = [...texts, this.#input.value].filter(Boolean).join(' ');
  }

  /** @param {string} text */
  #tell(text) {
    clearTimeout(this.#timer);
    this.#refusal.textContent = text;
    this.#refusal.hidden = false;
    this.#timer = window.setTimeout(() => { this.#refusal.hidden = true; }, STAYS);
  }
}
