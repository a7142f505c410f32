/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Variant} Variant */
import { build, button, fill, iconButton } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { mark } from '../element/mark-fields.js';
import { t } from '../text/language.js';
import { decimalText, parseMoney, priceExample } from '../text/money.js';

/** How many options a product may have; Shopify's files know three. */
const MOST_OPTIONS = 3;

/** @typedef {{key: number, id?: string, sku: string, options: string[], price: string, compareAt: string, onHand: string,
 *            counted: number, held: number}} Row `counted` is what the shop had when the row was read */

let rowsMade = 0;

/** @param {Variant} variant @returns {Row} */
const rowOf = (variant) => ({
  key: rowsMade += 1, id: variant.id, sku: variant.sku, options: [...variant.options], price: decimalText(variant.price),
  compareAt: variant.compareAt ? decimalText(variant.compareAt) : '', onHand: String(variant.onHand ?? 0),
  counted: variant.onHand ?? 0, held: variant.held ?? 0,
});

/** @param {string[]} options @param {string} [price] @returns {Row} */
const newRow = (options, price = '') => ({ key: rowsMade += 1, sku: '', options, price, compareAt: '', onHand: '0', counted: 0, held: 0 });

/** The part of the product form in which options and variants are edited. */
export class VariantsEditor {
  element = build('fieldset', { class: 'variants' });
  #addOption = button(t('products.addOption'), 'link-button', () => {
    this.options.push('');
    for (const row of this.rows) row.options.push('');
    this.#draw();
  }, { data: { focus: 'add option' } });
  #addVariant = button(t('products.addVariant'), 'link-button', () => {
    this.rows.push(newRow(this.options.map(() => ''), this.rows.at(-1)?.price));
    this.#draw();
  }, { data: { focus: 'add variant' } });

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
    const variants = this.rows.map((row) => {
      const price = parseMoney(row.price, this.currency);
      const compareAt = row.compareAt.trim() ? parseMoney(row.compareAt, this.currency) : null;
      this.#judge(row, 'price', price !== null);
      this.#judge(row, 'compareAt', !row.compareAt.trim() || compareAt !== null);
      // The stock of a variant that is there already has a ledger of its own; a new one begins with it.
      return { ...(row.id ? { id: row.id } : { onHand: Number(row.onHand) }), sku: row.sku.trim(), options: row.options, price, compareAt };
    });
    const wrong = /** @type {HTMLInputElement|null} */ (this.element.querySelector(':invalid'));
    if (wrong) {
      wrong.reportValidity();
      return null;
    }
    return { options: this.options, variants };
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
    for (const row of this.rows) {
      if (row.id) continue;
      const variant = product.variants.find(({ options }) => options.join('\n') === row.options.join('\n'));
      if (!variant) throw new Error(`no variant has the options ${row.options.join(', ')}`);
      row.id = variant.id;
      row.counted = variant.onHand ?? 0;
    }
  }

  /**
   * Shows the stock of a variant as it is now, because somebody else changed it.
   *
   * @param {{variant: string, onHand: number, held: number}} stock
   */
  moved({ variant, onHand, held }) {
    const row = this.rows.find(({ id }) => id === variant);
    if (!row) return;
    Object.assign(row, { counted: onHand, held, onHand: String(onHand) });
    this.#draw();
    const field = this.#field(row, 'onHand');
    if (!field) return;
    mark([field], t('problem.stock-moved'));
    field.focus();
  }

  /** @param {Row} row @param {string} name */
  #field(row, name) {
    return /** @type {HTMLInputElement|null} */ (this.element.querySelector(`[data-focus="${row.key} ${name}"]`));
  }

  /** @param {Row} row @param {string} name @param {boolean} isGood */
  #judge(row, name, isGood) {
    this.#field(row, name)?.setCustomValidity(isGood ? '' : t('offer.priceWrong', { example: priceExample(this.currency) }));
  }

  #draw() {
    keepFocus(this.element, () => this.#fill(), this.#addVariant);
  }

  #fill() {
    fill(this.element,
      build('legend', { class: 'field-label' }, t('products.variants')),
      build('div', { class: 'choices' }, ...this.options.map((name, index) => this.#option(name, index)),
        this.options.length < MOST_OPTIONS ? this.#addOption : null),
      build('div', { class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': t('products.variants') }, build('table', null,
        build('thead', null, build('tr', null, ...[...this.options, t('products.sku'), `${t('products.price')} (${this.currency})`,
          t('products.compareAt'), t('products.onHand'), ''].map((label) => build('th', { scope: 'col' }, label)))),
        build('tbody', null, ...this.rows.map((row, index) => this.#row(row, index))))),
      this.#addVariant);
  }

  /** @param {string} name @param {number} index */
  #option(name, index) {
    const label = t('products.option', { count: index + 1 });
    return build('input', {
      value: name, required: true, maxlength: '255', dir: 'auto', 'aria-label': label, data: { field: 'options', focus: `option ${index}` },
      oninput: (/** @type {Event} */ event) => {
        const typed = /** @type {HTMLInputElement} */ (event.target).value.trim();
        this.options[index] = typed;
        this.element.querySelectorAll('thead th')[index].textContent = typed;
        for (const input of this.element.querySelectorAll(`[name="option-${index}"]`)) input.setAttribute('aria-label', typed || label);
      },
    });
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
        name, value, 'aria-label': label, dir: 'auto', data: { focus: `${row.key} ${name}` },
        oninput: (/** @type {Event} */ event) => {
          const field = /** @type {HTMLInputElement} */ (event.target);
          field.setCustomValidity('');
          set(field.value);
        },
        ...extra,
      }));
    return build('tr', { data: { row: index } },
      ...this.options.map((name, position) => input(`option-${position}`, name || t('products.option', { count: position + 1 }),
        row.options[position] ?? '', (value) => { row.options[position] = value.trim(); }, { required: true, maxlength: '255' })),
      input('sku', t('products.sku'), row.sku, (value) => { row.sku = value; }),
      input('price', t('products.price'), row.price, (value) => { row.price = value; }, { required: true, inputmode: 'decimal' }),
      input('compareAt', t('products.compareAt'), row.compareAt, (value) => { row.compareAt = value; }, { inputmode: 'decimal' }),
      this.#stock(row, input('onHand', t('products.onHand'), row.onHand, (value) => { row.onHand = value; }, { type: 'number', min: row.held, step: 1, required: true })),
      build('td', null, this.rows.length > 1 ? iconButton('trash', t('products.removeVariant'), () => {
        this.rows.splice(index, 1);
        this.#draw();
      }, { data: { focus: `${row.key} remove` } }) : null));
  }
}
