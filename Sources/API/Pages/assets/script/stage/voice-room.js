/** @typedef {import('../types.js').Person} Person */
import { apart, build, fill, icon } from '../element/build.js';
import { t } from '../text/language.js';
import { avatar, isHeard } from './tile.js';

/** A room of people without pictures: rounds with a ring round who speaks, the hosts first. */
export class VoiceRoom {
  element = build('section', { class: 'voice-room', hidden: true });
  #list = build('ul', { class: 'voices' });
  #listening = build('p', { class: 'quiet-text listening' });
  #people = /** @type {Map<string, {element: HTMLLIElement, drawn: string}>} */ (new Map());
  #isPlaying = false;

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('../media/player.js').WhepPlayer|null} player
   * @param {(person: Person) => unknown} onperson what is done about a person by who may
   */
  constructor(room, player, onperson) {
    this.room = room;
    this.player = player;
    this.onperson = onperson;
    this.element.setAttribute('aria-label', t('voice.title'));
    fill(this.element, this.#list, this.#listening);
    for (const name of ['stage', 'show', 'viewers']) room.addEventListener(name, () => this.#draw());
    room.addEventListener('loud', () => this.#drawLoud());
    this.#draw();
  }

  #draw() {
    const { stage, show } = this.room;
    const isOn = stage?.scene === 'voice' && show?.state !== 'ended';
    this.element.hidden = !isOn;
    if (!isOn || !stage) return;
    document.body.dataset.stage = 'voice';
    this.#listen(stage.sounds);
    const people = [...stage.people].sort((one, other) => Number(other.role === 'host') - Number(one.role === 'host'));
    const ids = new Set(people.map(({ person }) => person));
    for (const [id, { element }] of this.#people) {
      if (ids.has(id)) continue;
      element.remove();
      this.#people.delete(id);
    }
    for (const [index, person] of people.entries()) this.#put(person, index);
    this.element.dataset.size = people.length <= 4 ? 'few' : people.length <= 12 ? 'some' : 'many';
    this.#listening.textContent = t('voice.listening', { count: show?.viewers ?? 0 });
    this.#drawLoud();
  }

  /** @param {Person} person @param {number} index */
  #put(person, index) {
    const isMine = person.person === this.room.me?.viewer;
    const known = this.#people.get(person.person) ?? { element: build('li', { class: 'voice', data: { person: person.person } }), drawn: '' };
    const drawn = JSON.stringify([person, isMine]);
    if (known.drawn !== drawn) {
      const { activeElement } = document;
      const isHeld = known.element.contains(activeElement);
      const text = isMine ? t('stage.you') : person.name;
      fill(known.element, build('button', { type: 'button', onclick: () => this.onperson(person) },
        build('span', { class: 'voice-round' }, avatar(person),
          isHeard(person) ? null : build('span', { class: 'voice-mark' }, icon('no-microphone', t('stage.noSound')))),
        apart(text, 'voice-name'),
        person.role === 'host' ? build('span', { class: 'badge' }, t('voice.host')) : null));
      if (isHeld) /** @type {HTMLElement} */ (known.element.firstElementChild).focus();
      known.drawn = drawn;
    }
    this.#people.set(person.person, known);
    if (this.#list.children[index] !== known.element) this.#list.insertBefore(known.element, this.#list.children[index] ?? null);
  }

  #drawLoud() {
    for (const [id, { element }] of this.#people) element.classList.toggle('loud', this.room.loud.includes(id));
  }

  /**
   * The first sound is in the page's own element; the others get one each.
   *
   * @param {number} sounds
   */
  #listen(sounds) {
    if (this.#isPlaying || !this.player) return;
    this.#isPlaying = true;
    for (let slot = 2; slot <= sounds; slot += 1) {
      const sound = build('audio', { autoplay: true, data: { slot } });
      this.element.append(sound);
      this.player.show(slot, sound).hasPicture = false;
    }
  }
}
