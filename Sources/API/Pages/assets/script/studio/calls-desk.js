/** @typedef {import('../types.js').Call} Call */
import { api } from '../api/client.js';
import { apart, build, button, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { formatDateTime } from '../text/format.js';
import { t } from '../text/language.js';

/** A call that ends is written down a moment after the stage says so. */
const SETTLES_AFTER = 700;

/** The calls of a private show: the one that runs, and those nobody has answered, with their notes. */
export class CallsDesk {
  element = build('section', { class: 'calls', hidden: true });
  #now = build('div');
  #missed = build('ul', { class: 'missed' });
  #heading = build('h3');
  #timer = 0;
  #drawn = '';
  #mayRecord = false;

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    fill(this.element, this.#now, this.#heading, this.#missed);
    for (const name of ['stage', 'hands']) room.addEventListener(name, () => this.#follow());
    this.#follow();
  }

  #follow() {
    const { stage } = this.room;
    this.element.hidden = stage?.scene !== 'private';
    if (this.element.hidden) return;
    this.#drawNow();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#read(), SETTLES_AFTER);
  }

  #drawNow() {
    const { stage } = this.room;
    const customer = stage?.people.find(({ role }) => role === 'guest');
    const drawn = JSON.stringify([customer?.person, customer?.name, stage?.recording]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (!customer) this.#mayRecord = false;
    const end = button(t('call.end'), 'danger', () => busy(end, async () => {
      if (customer) await this.room.act('remove', { person: customer.person });
    }), { id: 'end-call', data: { focus: 'call end' } });
    const record = build('input', { type: 'checkbox', checked: this.#mayRecord, data: { focus: 'call record' }, onchange: () => busy(null, async () => {
      this.#mayRecord = record.checked;
      await this.room.act('record', { agree: record.checked });
    }) });
    keepFocus(this.#now, () => fill(this.#now, customer && build('div', { class: 'now-card' },
      build('strong', null, t('call.with', { host: customer.name })),
      stage?.recording ? build('span', { class: 'badge on-air', role: 'status' }, t('call.recording')) : null,
      build('label', { class: 'check' }, record, t('call.mayRecord')),
      build('div', { class: 'part-actions' }, end))));
  }

  async #read() {
    const answer = await api.get(`/shows/${this.room.id}/calls?state=missed`).catch(() => null);
    if (!answer) return;
    /** @type {Call[]} */
    const calls = answer.items ?? answer;
    this.#heading.hidden = calls.length === 0;
    this.#heading.textContent = t('call.missed', { count: calls.length });
    keepFocus(this.#missed, () => fill(this.#missed, ...calls.map((call) => this.#item(call))));
  }

  /** @param {Call} call */
  #item({ call, name, product, note, rungAt }) {
    const title = this.room.product(product)?.title;
    const done = button(t('call.done'), 'quiet', () => busy(done, async () => {
      await api.put(`/shows/${this.room.id}/calls/${encodeURIComponent(call)}`, { state: 'done' });
      await this.#read();
    }), { data: { focus: `${call} done` } });
    return build('li', { class: 'missed-call', data: { call } }, build('div', { class: 'hand-words' },
      apart(name, 'who'), build('time', { class: 'quiet-text', datetime: rungAt }, formatDateTime(rungAt)),
      title ? build('span', { class: 'quiet-text', dir: 'auto' }, title) : null,
      note ? build('p', { class: 'note', dir: 'auto' }, note) : null), done);
  }
}
