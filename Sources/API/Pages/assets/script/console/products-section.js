/** @typedef {import('../types.js').Money} Money */
/** @typedef {import('../types.js').Product} Product */
import { readAll } from '../api/read-all.js';
import { NO_PICTURE } from '../element/asset.js';
import { build, button, fill, icon } from '../element/build.js';
import { t } from '../text/language.js';
import { decimalText } from '../text/money.js';
import { priceFrom, pricesUp, unitsLeft } from '../shop/price.js';
import { DataTable, opener } from './data-table.js';
import { openImportDialog } from './import-dialog.js';
import { openProductDialog } from './product-dialog.js';

/** @param {Product} product */
const lowest = (product) => pricesUp(product)[0]?.now;

/** @param {Money|undefined} money */
const priceText = (money) => (money ? `${decimalText(money)} ${money.currency}` : '');

/**
 * The catalogue.
 *
 * @param {HTMLElement} place
 */
export async function drawProducts(place) {
  const read = async () => table.show(await readAll('/products'));
  /** @type {DataTable<Product>} */
  const table = new DataTable({
    name: t('console.products'),
    empty: t('products.empty'),
    columns: [
      { label: t('products.title'), value: (product) => product.title, cell: (product) => opener(product.title, () => openProductDialog(product, read)) },
      { label: t('products.pictures'), value: (product) => product.pictures.length, cell: (product) =>
        build('img', { class: 'thumb', src: product.pictures[0]?.url ?? NO_PICTURE, alt: '', loading: 'lazy' }) },
      { label: t('table.state'), value: (product) => t(`productState.${product.state}`), cell: (product) =>
        build('span', { class: product.state === 'active' ? 'badge good' : 'badge' }, t(`productState.${product.state}`)) },
      { label: t('products.price'), value: (product) => lowest(product)?.minor ?? 0, cell: priceFrom, figure: true,
        file: (product) => priceText(lowest(product)) },
      { label: t('products.stock'), value: unitsLeft, figure: true },
      { label: t('products.handle'), value: (product) => product.handle },
    ],
  });
  fill(place, build('div', { class: 'page-head' }, build('h1', null, t('console.products')),
    build('a', { class: 'quiet', href: '/api/v1/products/export', download: 'products.csv' }, icon('download'), t('products.export')),
    button(t('products.import'), 'quiet', () => openImportDialog(read)),
    button(t('products.create'), 'primary', () => openProductDialog(null, read))), table.element);
  await read();
}
