/** @typedef {import('../types.js').Side} Side */
import { build, button, fill, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';
import { BattleScore } from './battle-score.js';

/** How long a viewer waits between two roses, in milliseconds. */
const REST = 3000;
const KEPT = 'tradewind.voice.';
/** @type {Side[]} */
const SIDES = ['ours', 'theirs'];

/** The battle on a viewer's page: the score, and what a viewer can give to a side. */
export class BattleBar {
  element = build('div', { class: 'battle', hidden: true });
  #score = new BattleScore();
  #sides = build('div', { class: 'battle-sides' });
  #drawn = '';

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    fill(this.element, this.#score.element, this.#sides);
    room.addEventListener('stage', () => this.#draw());
    this.#draw();
  }

  #draw() {
    const battle = this.room.stage?.battle;
    const isShown = battle?.state === 'running' || battle?.state === 'ended';
    this.element.hidden = !isShown;
    if (!battle || !isShown) return;
    const host = this.room.show?.host ?? '';
    this.#score.draw(battle, host);
    this.#sides.hidden = battle.state !== 'running';
    const drawn = JSON.stringify([battle.id, host, battle.opponent.host]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    fill(this.#sides, ...SIDES.map((side) => this.#side(side, side === 'ours' ? host : battle.opponent.host)));
  }

  /** @param {Side} side @param {string} name */
  #side(side, name) {
    const rose = button('', 'give', () => busy(rose, async () => {
      await this.room.act('cheer', { side });
      fly(rose);
      rose.disabled = true;
      setTimeout(() => { rose.disabled = false; }, REST);
    }), { 'aria-label': t('battle.rose', { name }), title: t('battle.rose', { name }), data: { cheer: side } });
    fill(rose, icon('rose'), build('span', { 'aria-hidden': 'true' }, t('battle.roseShort')));
    const voice = button('', 'give', () => busy(voice, () => this.#vote(side, name)), {
      'aria-label': t('battle.vote', { name }), title: t('battle.vote', { name }), 'aria-pressed': String(this.#voice === side), data: { voice: side },
    });
    fill(voice, icon('vote'), build('span', { 'aria-hidden': 'true' }, t('battle.voteShort')));
    return build('div', { class: 'battle-side', data: { side } }, rose, voice);
  }

  /** Whose the one voice is; the room tells everybody the same, so the page remembers its own. */
  get #voice() {
    const battle = this.room.stage?.battle;
    return battle?.voice ?? sessionStorage.getItem(KEPT + battle?.id);
  }

  /** @param {Side} side @param {string} name */
  async #vote(side, name) {
    await this.room.act('voice', { side });
    sessionStorage.setItem(KEPT + this.room.stage?.battle?.id, side);
    for (const control of this.#sides.querySelectorAll('[data-voice]')) {
      control.setAttribute('aria-pressed', String(control.getAttribute('data-voice') === side));
    }
    toast(t('battle.voted', { name }), 'good');
  }
}

/** @param {HTMLElement} from a rose rises from */
function fly(from) {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const rose = build('span', { class: 'flying-rose', 'aria-hidden': 'true' }, icon('rose'));
  rose.addEventListener('animationend', () => rose.remove());
  from.append(rose);
}
