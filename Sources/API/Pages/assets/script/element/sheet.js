import { t } from '../text/language.js';
import { build, fill, iconButton } from './build.js';

/**
 * A panel over the page: a bottom sheet on phones, a side panel on wide screens.
 *
 * It is a native modal dialog: focus stays inside, Escape closes, focus returns to where it was. The picture goes on
 * behind it.
 */
export class Sheet {
  #back = /** @type {(() => void)|null} */ (null);
  #opener = /** @type {Element|null} */ (null);
  #wayBack = 'main';

  /**
   * @param {{title: string, kind?: 'sheet'|'dialog', className?: string, onclose?: () => void}} options
   */
  constructor({ title, kind = 'sheet', className = '', onclose }) {
    const id = `sheet-${Math.random().toString(36).slice(2)}`;
    this.heading = build('h2', { id, tabindex: '-1', dir: 'auto' }, title);
    this.backButton = iconButton('back', t('common.back'), () => this.#back?.(), { hidden: true });
    this.body = build('div', { class: 'sheet-body' });
    this.foot = build('div', { class: 'sheet-foot' });
    this.element = build('dialog', { class: `${kind} ${className}`, 'aria-labelledby': id },
      build('div', { class: 'sheet-head' }, this.backButton, this.heading,
        iconButton('close', t('common.close'), () => this.close())),
      this.body, this.foot);
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.close();
    });
    this.element.addEventListener('close', () => {
      this.element.remove();
      if (!this.#opener?.isConnected) /** @type {HTMLElement|null} */ (document.querySelector(this.#wayBack))?.focus();
      onclose?.();
    });
  }

  /** Puts it on top. */
  open() {
    if (this.element.open) return this;
    this.#opener = document.activeElement;
    this.#wayBack = wayTo(this.#opener);
    const toasts = document.querySelector('.toasts');
    document.body.append(this.element);
    this.element.showModal();
    if (toasts) this.element.append(toasts);
    this.heading.focus({ preventScroll: true });
    return this;
  }

  close() {
    const toasts = this.element.querySelector('.toasts');
    if (toasts) document.body.append(toasts);
    this.element.close();
  }

  get isOpen() {
    return this.element.open;
  }

  /**
   * Shows another step in the same sheet.
   *
   * @param {{title: string, body: any[], foot?: any[], back?: () => void}} step
   */
  show({ title, body, foot = [], back }) {
    const isNewStep = this.heading.textContent !== title;
    this.heading.textContent = title;
    fill(this.body, ...body);
    fill(this.foot, ...foot);
    this.#back = back ?? null;
    this.backButton.hidden = !back;
    if (!isNewStep) return;
    this.body.scrollTop = 0;
    if (this.element.open) this.heading.focus({ preventScroll: true });
  }
}

/**
 * A selector for what stands where an element stood, when it was drawn anew meanwhile.
 *
 * @param {Element|null} element
 */
function wayTo(element) {
  if (element?.id) return `#${element.id}`;
  const product = element?.closest('[data-product]')?.getAttribute('data-product');
  return product ? `button[data-product="${product}"], [data-product="${product}"] button` : 'main';
}

/**
 * Asks before something that cannot be undone.
 *
 * @param {{title: string, text: string, action: string}} question
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, action }) {
  return new Promise((resolve) => {
    let answer = false;
    const sheet = new Sheet({ title, kind: 'dialog', onclose: () => resolve(answer) });
    const choose = (/** @type {boolean} */ value) => () => {
      answer = value;
      sheet.close();
    };
    fill(sheet.body, build('p', null, text));
    fill(sheet.foot,
      build('button', { type: 'button', class: 'quiet', onclick: choose(false) }, t('common.cancel')),
      build('button', { type: 'button', class: 'danger', onclick: choose(true) }, action));
    sheet.open();
  });
}
