/** @typedef {import('../types.js').Battle} Battle */
import { serverNow } from '../api/server-time.js';
import { apart, build, fill } from '../element/build.js';
import { whileShown } from '../element/ticker.js';
import { formatClock, formatNumber } from '../text/format.js';
import { t } from '../text/language.js';

/** How often the clock is looked at, so that all pages turn their second together. */
const TICK = 100;

/** The score of a battle: both sides, one bar between them, one clock. */
export class BattleScore {
  element = build('section', { class: 'battle-score' });
  #ours = build('strong', { class: 'numbers', data: { score: 'ours' } });
  #theirs = build('strong', { class: 'numbers', data: { score: 'theirs' } });
  #names = { ours: apart('', 'side-name'), theirs: apart('', 'side-name') };
  #bar = build('span', { class: 'battle-bar', 'aria-hidden': 'true' }, build('i'));
  #clock = build('span', { class: 'numbers clock', role: 'timer' });
  #result = build('p', { class: 'battle-result', role: 'status' });
  #endsAt = 0;
  #told = '';

  constructor() {
    this.element.setAttribute('aria-label', t('battle.title'));
    this.#clock.setAttribute('aria-label', t('battle.timeLeft'));
    fill(this.element,
      build('p', { class: 'side ours' }, this.#names.ours, this.#ours), this.#clock,
      build('p', { class: 'side theirs' }, this.#theirs, this.#names.theirs), this.#bar, this.#result);
    whileShown(document.body, () => this.#tick(), TICK);
  }

  /**
   * @param {Battle} battle
   * @param {string} host of our side
   */
  draw(battle, host) {
    const { ours, theirs } = battle.score;
    this.#endsAt = battle.state === 'running' ? Date.parse(battle.endsAt ?? '') : 0;
    this.element.dataset.state = battle.state;
    this.element.dataset.winner = battle.winner ?? '';
    this.#names.ours.textContent = host;
    this.#names.theirs.textContent = battle.opponent.host;
    this.#ours.textContent = formatNumber(ours);
    this.#theirs.textContent = formatNumber(theirs);
    // Neither side ever leaves the bar.
    this.#bar.style.setProperty('--share', String(Math.min(0.92, Math.max(0.08, ours + theirs === 0 ? 0.5 : ours / (ours + theirs)))));
    this.#say(battle.state === 'ended' ? resultText(battle, host) : '');
    this.#tick();
  }

  /** @param {string} text */
  #say(text) {
    this.#result.hidden = !text;
    if (text === this.#told) return;
    this.#told = text;
    this.#result.textContent = text;
  }

  #tick() {
    this.#clock.hidden = this.#endsAt === 0;
    if (this.#endsAt === 0) return;
    const left = this.#endsAt - serverNow();
    this.#clock.dataset.ends = String(Math.round(Date.now() + left));
    this.#clock.textContent = formatClock(left);
    this.element.classList.toggle('last', left < 30_000);
  }
}

/**
 * @param {Battle} battle
 * @param {string} host
 */
function resultText({ winner, opponent }, host) {
  if (winner === 'even' || winner === null) return t('battle.even');
  return t('battle.won', { name: winner === 'ours' ? host : opponent.host });
}
