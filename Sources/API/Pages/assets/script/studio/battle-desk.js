/** @typedef {import('../types.js').Battle} Battle */
/** @typedef {import('../types.js').Show} Show */
import { readAll } from '../api/read-all.js';
import { build, button, field, fill, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { openForm } from '../element/form-dialog.js';
import { keepFocus } from '../element/keep-focus.js';
import { confirmed, Sheet } from '../element/sheet.js';
import { toast } from '../element/toast.js';
import { BattleScore } from '../stage/battle-score.js';
import { t } from '../text/language.js';
import { chime } from './chime.js';

/** How long a battle may last, in minutes, and how long it usually does. */
const SHORTEST = 3;
const LONGEST = 10;
const USUAL = 5;

/** The battle as the host has it: challenge, answer, score, result. */
export class BattleDesk {
  element = build('section', { class: 'battle-desk' });
  /** The button of the panel that begins one. */
  challenge = button(t('battle.challenge'), 'quiet', () => busy(this.challenge, () => this.#choose()), { id: 'challenge' });
  #score = new BattleScore();
  #words = build('div');
  #drawn = '';
  #state = /** @type {string|undefined} */ (undefined);
  #minutes = USUAL;

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    this.challenge.prepend(icon('battle'));
    fill(this.element, this.#score.element, this.#words);
    for (const name of ['stage', 'show']) room.addEventListener(name, () => this.#draw());
    this.#draw();
  }

  #draw() {
    const { stage, show } = this.room;
    const battle = stage?.battle ?? null;
    const mayFight = stage?.scene === 'single' || stage?.scene === 'product';
    this.challenge.hidden = !mayFight || battle !== null || show?.state !== 'live';
    this.element.hidden = battle === null;
    this.#score.element.hidden = battle?.state !== 'running' && battle?.state !== 'ended';
    if (battle && !this.#score.element.hidden) this.#score.draw(battle, show?.host ?? '');
    if (battle?.state === 'offered' && this.#state !== 'offered') chime();
    this.#state = battle?.state;
    const drawn = JSON.stringify(battle && [battle.id, battle.state, battle.opponent]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    keepFocus(this.#words, () => fill(this.#words, battle && this.#card(battle)));
  }

  /** @param {Battle} battle */
  #card(battle) {
    const { host, title } = battle.opponent;
    const act = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ kind, /** @type {() => Promise<unknown>} */ work) => {
      const control = button(text, kind, () => busy(control, work), { data: { focus: `battle ${name}`, battle: name } });
      return control;
    };
    const card = (/** @type {string} */ text, /** @type {HTMLElement[]} */ ...controls) => build('div', { class: 'now-card', role: 'status' },
      build('strong', null, text), build('span', { class: 'quiet-text', dir: 'auto' }, title), build('div', { class: 'part-actions' }, ...controls));
    switch (battle.state) {
      case 'asked': return card(t('battle.asked', { name: host }), act('stop', t('battle.takeBack'), 'quiet', () => this.room.act('stop')));
      case 'offered': return card(t('battle.offered', { name: host }),
        act('accept', t('battle.accept'), 'primary', () => this.room.act('answer', { accept: true })),
        act('refuse', t('stage.refuse'), 'quiet', () => this.room.act('answer', { accept: false })));
      case 'running': return build('div', { class: 'part-actions' }, act('stop', t('battle.end'), 'quiet', () => this.#end()));
      default: return build('div', { class: 'part-actions' },
        act('rematch', t('battle.rematch'), 'primary', () => this.#rematch(battle)),
        act('stop', t('battle.putAway'), 'quiet', () => this.room.act('stop')));
    }
  }

  async #end() {
    if (await confirmed({ title: t('battle.end'), text: t('battle.endSure'), action: t('battle.end') })) await this.room.act('stop');
  }

  /** @param {Battle} battle */
  async #rematch({ opponent, minutes }) {
    await this.room.act('stop').catch(() => null);
    await this.room.act('challenge', { show: opponent.show, minutes: minutes ?? this.#minutes });
  }

  /** Asks which show to challenge, and for how long. */
  async #choose() {
    /** @type {Show[]} */
    const all = await readAll('/shows?state=live');
    const shows = all.filter(({ id, state, scene }) => id !== this.room.id && state === 'live'
      && (scene === undefined || scene === 'single' || scene === 'product'));
    if (shows.length === 0) {
      const sheet = new Sheet({ title: t('battle.challenge'), kind: 'dialog' });
      fill(sheet.body, build('p', null, t('battle.nobody')));
      sheet.open();
      return;
    }
    openForm({
      title: t('battle.challenge'),
      action: t('battle.challenge'),
      body: [
        field(t('battle.opponent'), build('select', { name: 'show' }, ...shows.map(({ id, title, host }) =>
          build('option', { value: id }, `${host} · ${title}`)))),
        field(t('battle.minutes', { least: SHORTEST, most: LONGEST }), build('input', {
          name: 'minutes', type: 'number', min: SHORTEST, max: LONGEST, step: 1, value: this.#minutes, required: true, dir: 'ltr',
        })),
        build('p', { class: 'hint' }, t('battle.rules')),
      ],
      submit: async (data) => {
        this.#minutes = Number(data.get('minutes'));
        await this.room.act('challenge', { show: data.get('show'), minutes: this.#minutes });
        toast(t('battle.sent'), 'good');
      },
    });
  }
}
