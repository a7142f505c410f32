import { build, button, fill, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { t } from '../text/language.js';
import { downloadTable } from './csv.js';

const PAGE = 25;

/**
 * One column: how it is called, what it sorts by, how a cell looks, and what a file has of it where that is not what it
 * sorts by.
 *
 * @template Row
 * @typedef {{label: string, value: (row: Row) => string|number, cell?: (row: Row) => any,
 *   file?: (row: Row) => string|number, figure?: boolean}} Column
 */

/**
 * A table that filters, sorts, pages and exports.
 *
 * @template Row
 */
export class DataTable {
  element = build('div', { class: 'data-table' });
  #rows = /** @type {Row[]} */ ([]);
  #query = '';
  #page = 0;
  #sorted = { column: -1, down: false };
  #frame = build('div', { class: 'table-frame', tabindex: '0', role: 'region' });
  #foot = build('div', { class: 'table-foot', 'aria-live': 'polite' });

  /**
   * @param {{name: string, columns: Column<Row>[], actions?: (row: Row) => Node[], empty: string, tools?: Node[]}} options
   */
  constructor({ name, columns, actions, empty, tools = [] }) {
    this.columns = columns;
    this.actions = actions;
    this.empty = empty;
    this.#frame.setAttribute('aria-label', name);
    const search = build('input', { type: 'search', placeholder: t('table.filter'), 'aria-label': t('table.filter') });
    search.addEventListener('input', () => {
      this.#query = search.value.trim().toLocaleLowerCase();
      this.#page = 0;
      this.#draw();
    });
    fill(this.element,
      build('div', { class: 'table-tools' }, search, ...tools,
        button(t('table.export'), 'quiet', () => downloadTable(`${name} ${new Date().toISOString().slice(0, 10)}.csv`, this.#exported()))),
      this.#frame, this.#foot);
  }

  /** @param {Row[]} rows */
  show(rows) {
    this.#rows = rows;
    this.#draw();
  }

  /** The rows that match, in the order chosen. */
  #visible() {
    const { column, down } = this.#sorted;
    const found = this.#rows.filter((row) => this.columns.some((each) =>
      String(each.value(row)).toLocaleLowerCase().includes(this.#query)));
    if (column < 0) return found;
    const value = this.columns[column].value;
    return found.sort((one, other) => {
      const [first, second] = [value(one), value(other)];
      const order = typeof first === 'number' && typeof second === 'number'
        ? first - second : String(first).localeCompare(String(second));
      return down ? -order : order;
    });
  }

  #exported() {
    return [this.columns.map((column) => column.label),
      ...this.#visible().map((row) => this.columns.map((column) => (column.file ?? column.value)(row)))];
  }

  #draw() {
    const all = this.#visible();
    const pages = Math.max(1, Math.ceil(all.length / PAGE));
    this.#page = Math.min(this.#page, pages - 1);
    const shown = all.slice(this.#page * PAGE, (this.#page + 1) * PAGE);
    if (all.length === 0) fill(this.#frame, build('p', { class: 'empty' }, this.#query ? t('table.nothing') : this.empty));
    else fill(this.#frame, build('table', null, this.#head(), build('tbody', null, ...shown.map((row) => this.#row(row)))));
    fill(this.#foot, t('table.rows', { count: all.length }), pages > 1 && this.#turn(pages));
  }

  #head() {
    return build('thead', null, build('tr', null, ...this.columns.map((column, index) => {
      const isSorted = this.#sorted.column === index;
      const direction = this.#sorted.down ? 'descending' : 'ascending';
      return build('th', { scope: 'col', class: column.figure ? 'figure' : null, 'aria-sort': isSorted ? direction : null },
        build('button', { type: 'button', onclick: () => this.#sort(index), data: { focus: `sort ${index}` } }, column.label, ' ',
          isSorted ? icon(this.#sorted.down ? 'down' : 'up') : null));
    }), this.actions && build('th', { scope: 'col' }, build('span', { class: 'hidden-words' }, t('live.actions')))));
  }

  /** @param {number} column */
  #sort(column) {
    this.#sorted = { column, down: this.#sorted.column === column && !this.#sorted.down };
    keepFocus(this.element, () => this.#draw());
  }

  /** @param {Row} row */
  #row(row) {
    return build('tr', null, ...this.columns.map((column, index) => build(index === 0 ? 'th' : 'td',
      { scope: index === 0 ? 'row' : null, class: column.figure ? 'figure' : null },
      column.cell ? column.cell(row) : build('bdi', null, String(column.value(row))))),
    this.actions && build('td', null, build('div', { class: 'row-actions' }, ...this.actions(row))));
  }

  /** @param {number} pages */
  #turn(pages) {
    const to = (/** @type {number} */ page) => () => {
      this.#page = page;
      keepFocus(this.element, () => this.#draw(), this.#frame);
      this.#frame.scrollIntoView({ block: 'nearest' });
    };
    return [
      button(t('table.previous'), 'quiet', to(this.#page - 1), { disabled: this.#page === 0, data: { focus: 'page previous' } }),
      build('span', null, t('table.page', { page: this.#page + 1, pages })),
      button(t('table.next'), 'quiet', to(this.#page + 1), { disabled: this.#page === pages - 1, data: { focus: 'page next' } }),
    ];
  }
}

/**
 * A cell that opens its row.
 *
 * @param {string} text
 * @param {() => unknown} open
 */
export function opener(text, open) {
  const control = button('', 'open-row', () => busy(control, async () => open()));
  control.append(build('bdi', null, text));
  return control;
}
