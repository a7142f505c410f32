/** @typedef {import('../types.js').Picture} Picture */
/** @typedef {import('../types.js').Product} Product */
import { api } from '../api/client.js';
import { build, fill, icon, iconButton } from '../element/build.js';
import { busy } from '../element/busy.js';
import { t } from '../text/language.js';
import { problemText } from '../text/problem-text.js';

/** What the server takes, and how much of it. */
const TYPES = ['image/png', 'image/jpeg', 'image/webp'];
const LARGEST = 8 * 1024 * 1024;

/** The pictures of a product: drop, choose, see them arrive, take away. */
export class PictureBox {
  #list = build('ul', { class: 'pictures' });
  #progress = build('div', { 'aria-live': 'polite' });

  /** @param {Product} product @param {() => void} changed */
  constructor(product, changed) {
    this.product = product;
    this.changed = changed;
    /** @type {Picture[]} */
    this.pictures = [...product.pictures];
    const input = build('input', { type: 'file', accept: TYPES.join(','), multiple: true });
    input.addEventListener('change', () => void this.#send([...(input.files ?? [])]));
    const drop = build('label', { class: 'drop' }, input, icon('upload'), build('span', null, t('pictures.drop')),
      build('small', { class: 'quiet-text' }, t('pictures.rule')));
    drop.addEventListener('dragover', (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', (event) => {
      event.preventDefault();
      drop.classList.remove('over');
      void this.#send([...(event.dataTransfer?.files ?? [])]);
    });
    this.element = build('section', { 'aria-label': t('products.pictures') },
      build('h3', null, t('products.pictures')), this.#list, drop, this.#progress);
    this.#draw();
  }

  #draw() {
    fill(this.#list, ...this.pictures.map((picture) => {
      const remove = iconButton('trash', t('pictures.remove'), () => busy(remove, async () => {
        await api.remove(`/products/${this.product.id}/pictures/${picture.id}`);
        this.pictures = this.pictures.filter((each) => each !== picture);
        this.changed();
        this.#draw();
      }));
      return build('li', null, build('img', { src: picture.url, alt: picture.alt }), remove);
    }));
  }

  /**
   * Sends files one after the other, with a count of how far it is.
   *
   * @param {File[]} files
   */
  async #send(files) {
    const troubles = [];
    for (const [index, file] of files.entries()) {
      fill(this.#progress, build('label', null, t('pictures.sending', { count: index + 1, all: files.length }),
        build('progress', { value: index, max: files.length })));
      const trouble = await this.#sendOne(file);
      if (trouble) troubles.push(build('p', { class: 'note bad' }, build('bdi', null, file.name), ': ', trouble));
      this.#draw();
    }
    fill(this.#progress, ...troubles);
  }

  /** @param {File} file @returns {Promise<string|null>} what went wrong */
  async #sendOne(file) {
    if (!TYPES.includes(file.type)) return t('pictures.wrongType');
    if (file.size > LARGEST) return t('pictures.tooLarge');
    try {
      const answer = await api.send(`/products/${this.product.id}/pictures`, file, file.type);
      if (answer?.pictures) this.pictures = answer.pictures;
      else if (answer) this.pictures.push(answer);
      this.changed();
      return null;
    } catch (failure) {
      return problemText(failure);
    }
  }
}
