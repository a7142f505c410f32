/** @typedef {import('../types.js').Order} Order */
import { readAll } from '../api/read-all.js';
import { apart, build, fill } from '../element/build.js';
import { Sheet } from '../element/sheet.js';
import { orderPapers, stateBadge } from '../shop/order-papers.js';
import { formatFullDate } from '../text/format.js';
import { t } from '../text/language.js';
import { decimalText, formatMoney } from '../text/money.js';
import { DataTable, opener } from './data-table.js';

const STATES = ['paid', 'awaitingPayment', 'cancelled', 'expired'];

/**
 * One order with everything on it.
 *
 * @param {Order} order
 */
function openOrder(order) {
  const sheet = new Sheet({ title: order.number, kind: 'dialog', className: 'broad' });
  fill(sheet.body, build('p', null, stateBadge(order), ' ', t(`paymentState.${order.payment.state}`)), orderPapers(order),
    build('p', null, build('bdi', null, order.address.email), ' ', build('bdi', null, order.address.phone)));
  sheet.open();
}

/**
 * The orders of the house.
 *
 * @param {HTMLElement} place
 */
export async function drawOrders(place) {
  const filter = build('select', { 'aria-label': t('table.state') }, build('option', { value: '' }, t('orders.all')),
    ...STATES.map((state) => build('option', { value: state }, t(`orderState.${state}`))));
  const read = async () => table.show(await readAll(`/orders/all${filter.value ? `?state=${filter.value}` : ''}`));
  /** @type {DataTable<Order>} */
  const table = new DataTable({
    name: t('console.orders'),
    empty: t('orders.none'),
    tools: [filter],
    columns: [
      { label: t('order.number'), value: (order) => order.number, cell: (order) => opener(order.number, () => openOrder(order)) },
      { label: t('orders.placed'), value: (order) => order.placedAt, cell: (order) => formatFullDate(order.placedAt) },
      { label: t('table.state'), value: (order) => t(`orderState.${order.state}`), cell: stateBadge },
      { label: t('orders.buyer'), value: (order) => order.address.name },
      { label: t('orders.items'), value: (order) => order.lines.reduce((sum, line) => sum + line.quantity, 0), figure: true },
      { label: t('order.total'), value: (order) => `${decimalText(order.total)} ${order.total.currency}`,
        cell: (order) => apart(formatMoney(order.total), 'price'), figure: true },
    ],
  });
  filter.addEventListener('change', () => void read());
  fill(place, build('div', { class: 'page-head' }, build('h1', null, t('console.orders'))), table.element);
  await read();
}
