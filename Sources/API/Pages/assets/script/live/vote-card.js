/** @typedef {import('../types.js').Vote} Vote */
import { build, fill } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { formatShare } from '../text/format.js';
import { t } from '../text/language.js';

/** The vote of the room: one voice each, bars that move, the result when it stands. */
export class VoteCard {
  element = build('section', { class: 'vote', hidden: true });
  #drawn = '';

  /** @param {import('../room/room.js').Room} room */
  constructor(room) {
    this.room = room;
    this.element.setAttribute('aria-label', t('vote.title'));
  }

  draw() {
    const vote = this.room.show?.vote;
    this.element.hidden = !vote || (vote.state === 'closed' && !vote.pinned);
    const drawn = JSON.stringify(vote ?? null);
    if (!vote || drawn === this.#drawn) return;
    this.#drawn = drawn;
    const voices = vote.answers.reduce((sum, answer) => sum + answer.count, 0);
    keepFocus(this.element, () => fill(this.element,
      build('h3', { dir: 'auto' }, vote.question),
      build('div', { class: 'vote-answers' }, ...vote.answers.map((_, index) => this.#answer(vote, index, voices))),
      build('p', { class: 'quiet-text' }, vote.state === 'open'
        ? t('vote.voices', { count: voices }) : t('vote.result', { count: voices }))));
  }

  /** @param {Vote} vote @param {number} index @param {number} voices */
  #answer(vote, index, voices) {
    const answer = vote.answers[index];
    const share = voices > 0 ? answer.count / voices : 0;
    const bar = build('span', { class: 'bar', 'aria-hidden': 'true' }, build('i'));
    bar.style.setProperty('--share', String(share));
    return build('button', {
      type: 'button', class: 'vote-answer', disabled: vote.state !== 'open', data: { focus: `answer ${index}` },
      'aria-pressed': String(vote.mine === index), onclick: () => this.room.vote(index),
    },
    answer.picture ? build('img', { src: answer.picture, alt: '' }) : build('span'),
    build('bdi', null, answer.text),
    build('span', { class: 'numbers' }, formatShare(share)), bar);
  }
}
