import { build, button, fill, icon, iconButton, need } from '../element/build.js';
import { busy } from '../element/busy.js';
import { openForm } from '../element/form-dialog.js';
import { keepFocus } from '../element/keep-focus.js';
import { t } from '../text/language.js';
import { BattleDesk } from './battle-desk.js';
import { CallsDesk } from './calls-desk.js';
import { GuestPlayer } from './guest-player.js';
import { SecondCamera } from './second-camera.js';
import { StageHands } from './stage-hands.js';
import { StagePeople } from './stage-people.js';

/** @type {('speaker'|'grid'|'inset')[]} */
const LAYOUTS = ['speaker', 'grid', 'inset'];
/** How long a promise may be. */
const MOST = 140;
/** Scenes of which the pictures can be arranged. */
const ARRANGED = new Set(['cohost', 'product']);

/** The stage as the host has it: who is on it and who waits, how it looks, battles, calls, the second camera. */
export class StagePanel {
  #place = /** @type {HTMLElement} */ (need('#stage'));
  #head = build('div', { class: 'part-actions' });
  #promise = build('div');
  #hint = build('p', { class: 'note', hidden: true }, icon('info'), t('stage.headphones'));
  #drawn = '';

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    this.player = new GuestPlayer(room);
    this.battle = new BattleDesk(room);
    const people = new StagePeople(room, this.player);
    this.#listen();
    fill(this.#place, build('div', { class: 'part-head' }, build('h2', { id: 'stage-title' }, t('stage.title')), this.#head),
      this.#hint, this.battle.element, new StageHands(room).element, people.element, new CallsDesk(room).element,
      this.#promise, new SecondCamera(room).element);
    for (const name of ['stage', 'show', 'snapshot']) room.addEventListener(name, () => this.#draw());
    this.#draw();
  }

  #draw() {
    const { stage, show } = this.room;
    this.#place.hidden = !stage || show?.state === 'ended';
    if (!stage) return;
    const others = stage.people.some(({ role }) => role === 'guest') || stage.battle?.state === 'running';
    this.#hint.hidden = !others;
    const drawn = JSON.stringify([stage.scene, stage.layout, stage.front, stage.promise, others, this.player.muted]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    keepFocus(this.#place, () => {
      fill(this.#head, ARRANGED.has(stage.scene) ? this.#layouts() : null, stage.scene === 'product' ? this.#swap() : null,
        others ? this.#sound() : null, this.#promiseButton(), this.battle.challenge);
      fill(this.#promise, stage.promise && build('div', { class: 'now-card promise-now' },
        build('strong', null, t('promise.title')), build('span', { dir: 'auto' }, stage.promise),
        build('div', { class: 'part-actions' }, this.#act('unpromise', t('promise.takeDown'), () => this.room.act('promise', { text: null })))));
    });
  }

  #layouts() {
    const { stage } = this.room;
    return build('div', { class: 'layouts', role: 'group', 'aria-label': t('stage.layout') }, ...LAYOUTS.map((layout) => {
      const control = iconButton(layout, t(`layout.${layout}`), () => busy(control, () =>
        this.room.act('layout', { layout, front: this.room.stage?.front ?? 1 })),
      { 'aria-pressed': String(stage?.layout === layout), data: { focus: `stage ${layout}`, layout } });
      return control;
    }));
  }

  /** Which of two cameras is in front. */
  #swap() {
    const { stage } = this.room;
    return this.#act('swap', t(stage?.front === 2 ? 'product.frontFirst' : 'product.frontSecond'), () =>
      this.room.act('layout', { layout: this.room.stage?.layout ?? 'inset', front: this.room.stage?.front === 2 ? 1 : 2 }));
  }

  #sound() {
    const { muted } = this.player;
    const control = iconButton(muted ? 'muted' : 'sound', t(muted ? 'stage.hearGuests' : 'stage.silenceGuests'), () => {
      this.player.muted = !this.player.muted;
      this.#draw();
    }, { 'aria-pressed': String(!muted), data: { focus: 'stage sound' }, id: 'guests-sound' });
    return control;
  }

  #promiseButton() {
    const { scene } = this.room.stage ?? {};
    if (scene === 'voice' || scene === 'private') return null;
    return button(t('promise.write'), 'quiet', () => openForm({
      title: t('promise.write'),
      action: t('promise.pin'),
      body: [build('p', { class: 'hint' }, t('promise.hint')), build('label', { class: 'field' },
        build('span', { class: 'field-label' }, t('promise.title')),
        build('textarea', { name: 'text', maxlength: MOST, required: true, dir: 'auto' }, this.room.stage?.promise ?? ''))],
      submit: async (data) => this.room.act('promise', { text: String(data.get('text')).trim() }),
    }), { data: { focus: 'stage promise' }, id: 'promise' });
  }

  /** @param {string} focus @param {string} text @param {() => Promise<unknown>} work */
  #act(focus, text, work) {
    const control = button(text, 'quiet', () => busy(control, work), { data: { focus: `stage ${focus}` }, id: `stage-${focus}` });
    return control;
  }

  /** In a room of voices the loudest are heard by elements that nobody sees. */
  #listen() {
    let isOn = false;
    this.room.addEventListener('stage', () => {
      const { stage } = this.room;
      if (isOn || stage?.scene !== 'voice') return;
      isOn = true;
      for (let slot = 1; slot <= stage.sounds; slot += 1) {
        const sound = build('audio', { autoplay: true, data: { slot } });
        this.#place.append(sound);
        this.player.expect(slot, false);
        this.player.show(slot, sound);
      }
    });
  }
}
