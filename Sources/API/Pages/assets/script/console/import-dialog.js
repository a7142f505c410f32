/** @typedef {import('../types.js').ImportReport} ImportReport */
import { api } from '../api/client.js';
import { build, fill, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { Sheet } from '../element/sheet.js';
import { t } from '../text/language.js';

/**
 * What became of each line of the file.
 *
 * @param {ImportReport} report
 */
function reportTable(report) {
  const sums = build('p', { class: report.skipped > 0 ? 'note warm' : 'note good', role: 'status' },
    [t('import.created', { count: report.created }), t('import.updated', { count: report.updated }),
      t('import.skipped', { count: report.skipped })].join(' · '));
  const pictures = report.pictures > 0
    && build('p', { class: 'quiet-text' }, t('import.pictures', { count: report.pictures }));
  if (report.lines.length === 0) return [sums, pictures];
  return [sums, pictures, build('div', { class: 'table-frame', tabindex: '0', role: 'region', 'aria-label': t('import.problems') },
    build('table', { class: 'report' },
      build('thead', null, build('tr', null, ...['line', 'column', 'problem', 'action'].map((name) =>
        build('th', { scope: 'col' }, t(`import.${name}`))))),
      build('tbody', null, ...report.lines.map((line) => build('tr', null,
        build('th', { scope: 'row' }, String(line.line)), build('td', null, build('bdi', null, line.column)),
        build('td', null, build('bdi', null, line.problem)), build('td', null, build('bdi', null, line.action)))))))];
}

/**
 * Takes a CSV file of the catalogue and shows what became of it.
 *
 * @param {() => Promise<void>} saved
 */
export function openImportDialog(saved) {
  const sheet = new Sheet({ title: t('products.import'), kind: 'dialog', className: 'broad' });
  const result = build('div', { class: 'stack', 'aria-live': 'polite' });
  const input = build('input', { type: 'file', accept: '.csv,text/csv' });
  const drop = build('label', { class: 'drop' }, input, icon('upload'), build('span', null, t('import.drop')));
  const send = (/** @type {File|undefined} */ file) => {
    if (!file) return;
    void busy(null, async () => {
      fill(result, build('p', null, t('import.reading', { name: file.name })), build('progress'));
      try {
        fill(result, ...reportTable(await api.send('/products/import', file, 'text/csv')));
      } catch (failure) {
        fill(result);
        throw failure;
      }
      await saved();
    });
  };
  input.addEventListener('change', () => send(input.files?.[0]));
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    send(event.dataTransfer?.files[0]);
  });
  fill(sheet.body, build('div', { class: 'stack' }, build('p', null, t('import.text')), drop, result));
  sheet.open();
}
