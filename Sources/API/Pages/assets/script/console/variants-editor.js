/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Variant} Variant */
import { build, button, fill, iconButton } from '../element/build.js';
import { t } from '../text/language.js';
import { decimalText, parseMoney } from '../text/money.js';

/** How many options a product may have; Shopify's files know three. */
const MOST_OPTIONS = 3;

/** @typedef {{id?: string, sku: string, options: string[], price: string, compareAt: string, onHand: string,
 *            counted: number, held: number}} Row `counted` is what the shop had when the row was read */

/** @param {Variant} variant @returns {Row} */
const rowOf = (variant) => ({
  id: variant.id, sku: variant.sku, options: [...variant.options], price: decimalText(variant.price),
  compareAt: variant.compareAt ? decimalText(variant.compareAt) : '', onHand: String(variant.onHand ?? 0),
  counted: variant.onHand ?? 0, held: variant.held ?? 0,
});

/** @param {string[]} options @param {string} [price] @returns {Row} */
const newRow = (options, price = '') => ({ sku: '', options, price, compareAt: '', onHand: '0', counted: 0, held: 0 });

/**
 * The variant of a row: by its id, or by its options while it is new.
 *
 * @param {Product} product
 * @param {Row} row
 */
export function variantOf(product, row) {
  return product.variants.find((variant) => (row.id ? variant.id === row.id : variant.options.join('\n') === row.options.join('\n')));
}

/** The part of the product form in which options and variants are edited. */
export class VariantsEditor {
  element = build('fieldset', { class: 'variants' });

  /** @param {Product|null} product @param {string} currency of the shop */
  constructor(product, currency) {
    this.currency = product?.variants[0]?.price.currency ?? currency;
    this.options = product ? [...product.options] : [];
    this.rows = product?.variants.map(rowOf) ?? [newRow([])];
    this.#draw();
  }

  /**
   * What was typed as the interface takes it, and the stock counts that changed.
   *
   * A value that cannot be read is marked at its field, and `null` comes back.
   */
  read() {
    const variants = this.rows.map((row, index) => {
      const price = parseMoney(row.price, this.currency);
      const compareAt = row.compareAt.trim() ? parseMoney(row.compareAt, this.currency) : null;
      this.#mark(index, 'price', price !== null);
      this.#mark(index, 'compareAt', !row.compareAt.trim() || compareAt !== null);
      return { ...(row.id ? { id: row.id } : {}), sku: row.sku.trim(), options: row.options.map((value) => value.trim()), price, compareAt };
    });
    const wrong = /** @type {HTMLInputElement|null} */ (this.element.querySelector(':invalid'));
    if (wrong) {
      wrong.reportValidity();
      return null;
    }
    return { options: this.options.map((name) => name.trim()), variants };
  }

  /** Rows whose stock was counted anew. */
  counted() {
    return this.rows.filter((row) => Number(row.onHand) !== row.counted);
  }

  /**
   * What was written stands: the rows begin from it, should the form be sent again.
   *
   * @param {Product} product
   */
  written(product) {
    for (const row of this.rows) row.id = variantOf(product, row)?.id ?? row.id;
  }

  /**
   * Shows the stock as it is now, because somebody else changed it.
   *
   * @param {Product} product
   */
  moved(product) {
    for (const row of this.rows) {
      const variant = variantOf(product, row);
      if (!variant || variant.onHand === undefined || variant.onHand === row.counted) continue;
      row.counted = variant.onHand;
      row.held = variant.held ?? 0;
      row.onHand = String(variant.onHand);
    }
    this.#draw();
  }

  /** @param {number} index @param {string} name @param {boolean} isGood */
  #mark(index, name, isGood) {
    const input = /** @type {HTMLInputElement|null} */ (this.element.querySelector(`[data-row="${index}"] [name="${name}"]`));
    input?.setCustomValidity(isGood ? '' : t('offer.priceWrong'));
  }

  #draw() {
    fill(this.element,
      build('legend', { class: 'field-label' }, t('products.variants')),
      build('div', { class: 'choices' }, ...this.options.map((name, index) => this.#option(name, index)),
        this.options.length < MOST_OPTIONS ? button(t('products.addOption'), 'link-button', () => this.#addOption()) : null),
      build('div', { class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': t('products.variants') }, build('table', null,
        build('thead', null, build('tr', null, ...[...this.options, t('products.sku'), `${t('products.price')} (${this.currency})`,
          t('products.compareAt'), t('products.onHand'), ''].map((label) => build('th', { scope: 'col' }, label)))),
        build('tbody', null, ...this.rows.map((row, index) => this.#row(row, index))))),
      button(t('products.addVariant'), 'link-button', () => {
        const last = this.rows.at(-1);
        this.rows.push(newRow(this.options.map(() => ''), last?.price));
        this.#draw();
      }));
  }

  /** @param {string} name @param {number} index */
  #option(name, index) {
    return build('input', {
      value: name, required: true, maxlength: '255', 'aria-label': t('products.option', { count: index + 1 }),
      onchange: (/** @type {Event} */ event) => {
        this.options[index] = /** @type {HTMLInputElement} */ (event.target).value;
        this.#draw();
      },
    });
  }

  #addOption() {
    this.options.push('');
    for (const row of this.rows) row.options.push('');
    this.#draw();
  }

  /**
   * The count, and beside it how much of it is reserved for orders.
   *
   * @param {Row} row
   * @param {HTMLElement} cell
   */
  #stock(row, cell) {
    if (row.held > 0) cell.append(build('small', { class: 'hint' }, t('products.held', { count: row.held })));
    return cell;
  }

  /** @param {Row} row @param {number} index */
  #row(row, index) {
    const input = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ value, /** @type {(value: string) => void} */ set, extra = {}) =>
      build('td', null, build('input', {
        name, value, 'aria-label': label, dir: 'auto',
        oninput: (/** @type {Event} */ event) => {
          const field = /** @type {HTMLInputElement} */ (event.target);
          field.setCustomValidity('');
          set(field.value);
        },
        ...extra,
      }));
    return build('tr', { data: { row: index } },
      ...this.options.map((name, position) => input(`option-${position}`, name || t('products.option', { count: position + 1 }),
        row.options[position] ?? '', (value) => { row.options[position] = value; }, { required: true, maxlength: '255' })),
      input('sku', t('products.sku'), row.sku, (value) => { row.sku = value; }),
      input('price', t('products.price'), row.price, (value) => { row.price = value; }, { required: true, inputmode: 'decimal' }),
      input('compareAt', t('products.compareAt'), row.compareAt, (value) => { row.compareAt = value; }, { inputmode: 'decimal' }),
      this.#stock(row, input('onHand', t('products.onHand'), row.onHand, (value) => { row.onHand = value; }, { type: 'number', min: row.held, step: 1, required: true })),
      build('td', null, this.rows.length > 1 ? iconButton('trash', t('products.removeVariant'), () => {
        this.rows.splice(index, 1);
        this.#draw();
      }) : null));
  }
}
