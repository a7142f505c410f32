import { apart, build, fill, icon } from '../element/build.js';
import { t } from '../text/language.js';

/** Colours of those without a picture; each person keeps theirs. */
const HUES = [190, 28, 330, 262, 150, 210, 8, 95];

/**
 * The first letters of a name, two at most.
 *
 * @param {string} name
 */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0] ?? '?'];
  return letters.map((word) => [...word][0] ?? '').join('').toLocaleUpperCase();
}

/**
 * A person as a round of their letters.
 *
 * @param {{person: string, name: string}} person
 */
export function avatar({ person, name }) {
  const hue = HUES[[...person].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % HUES.length];
  return build('span', { class: 'avatar', 'aria-hidden': 'true', style: { '--hue': hue } }, initials(name));
}

/** @param {import('../types.js').Person} person */
export const isHeard = ({ microphone, muted }) => microphone && !muted;

/** @param {import('../types.js').Person} person */
export const isSeen = ({ camera, hidden }) => camera && !hidden;

/**
 * One place of the stage: a picture, and who is in it.
 */
export class Tile {
  #cover = build('div', { class: 'tile-cover' });
  #plate = build('p', { class: 'plate' });
  #drawn = '';

  /**
   * @param {number} slot
   * @param {HTMLVideoElement} video
   * @param {HTMLElement} [element] that holds the video already
   */
  constructor(slot, video, element = build('div', null, video)) {
    this.slot = slot;
    this.video = video;
    this.element = element;
    element.classList.add('tile');
    element.dataset.slot = String(slot);
    element.append(this.#cover, this.#plate);
  }

  /**
   * @param {import('./arrangement.js').Place|null} place `null` for the whole of the page's picture
   */
  put(place) {
    const { style } = this.element;
    for (const [name, length] of Object.entries({
      '--x': place?.x, '--y': place?.y, '--width': place?.width, '--height': place?.height,
    })) {
      if (length === undefined) style.removeProperty(name);
      else style.setProperty(name, `${Math.round(length)}px`);
    }
  }

  /**
   * Says who is here.
   *
   * @param {import('../types.js').Person|null} person
   * @param {{isMine: boolean, title: string}} about `title` stands for a name, if there is one
   */
  tell(person, { isMine, title }) {
    const drawn = JSON.stringify([person, isMine, title]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const name = isMine ? t('stage.you') : title || person?.name || '';
    this.element.dataset.person = person?.person ?? '';
    this.element.classList.toggle('unseen', person !== null && !isSeen(person));
    fill(this.#cover, person && avatar(person));
    const mark = (/** @type {string} */ symbol, /** @type {string} */ key) => icon(symbol, t(key));
    fill(this.#plate,
      person && !isHeard(person) && mark('no-microphone', 'stage.noSound'),
      person && !isSeen(person) && mark('no-camera', 'stage.noPicture'),
      name && apart(name));
  }

  /** @param {boolean} isLoud */
  set isLoud(isLoud) {
    this.element.classList.toggle('loud', isLoud);
  }
}
