import { api } from '../api/client.js';
import { build, fill, iconButton, need } from '../element/build.js';
import { busy } from '../element/busy.js';
import { toast } from '../element/toast.js';
import { formatDateTime } from '../text/format.js';
import { t } from '../text/language.js';

/** Address and secret for OBS and other WHIP senders; the secret is shown only when asked for. */
export class ObsPanel {
  #panel = /** @type {HTMLDetailsElement} */ (need('#obs'));

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    fill(this.#panel, build('summary', null, t('obs.title')));
    this.#panel.addEventListener('toggle', () => {
      if (this.#panel.open && this.#panel.children.length === 1) void busy(null, () => this.#read());
    });
  }

  async #read() {
    const { whip, token, expires } = await api.get(`/shows/${this.room.id}/ingest`);
    this.#panel.append(build('div', null,
      build('p', { class: 'quiet-text' }, t('obs.steps')),
      build('p', { class: 'quiet-text' }, t('obs.encoder')),
      this.#row(t('obs.address'), whip, false),
      this.#row(t('obs.token'), token, true),
      build('p', { class: 'hint' }, t('obs.expires', { date: formatDateTime(expires) }))));
  }

  /** @param {string} label @param {string} value @param {boolean} secret */
  #row(label, value, secret) {
    const input = build('input', { type: secret ? 'password' : 'text', value, readonly: true, dir: 'ltr', autocomplete: 'off' });
    const copy = iconButton('copy', t('obs.copy', { name: label }), async () => {
      await navigator.clipboard?.writeText(value);
      input.select();
      toast(t('obs.copied', { name: label }), 'good');
    });
    const show = secret ? iconButton('eye', t('obs.show'), () => {
      input.type = input.type === 'password' ? 'text' : 'password';
      show?.setAttribute('aria-pressed', String(input.type === 'text'));
    }, { 'aria-pressed': 'false' }) : null;
    return build('div', { class: 'field' }, build('label', null, build('span', { class: 'field-label' }, label), input),
      build('div', { class: 'with-button' }, show, copy));
  }
}
