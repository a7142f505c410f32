/** @typedef {import('../types.js').Order} Order */
import { apart, build } from '../element/build.js';
import { countryName, formatDelivery, formatFullDate } from '../text/format.js';
import { t } from '../text/language.js';
import { formatMoney } from '../text/money.js';
import { lineRow } from './cart-step.js';

/**
 * The badge of an order's state.
 *
 * @param {Order} order
 */
export function stateBadge(order) {
  const kind = { paid: 'good', awaitingPayment: 'warm', cancelled: 'bad', expired: 'bad' }[order.state];
  const refunded = order.payment.state === 'refunded';
  return build('span', { class: `badge ${kind}` }, refunded ? t('orderState.refunded') : t(`orderState.${order.state}`));
}

/**
 * What was bought, what it cost and where it goes.
 *
 * @param {Order} order
 * @returns {HTMLElement}
 */
export function orderPapers(order) {
  const { address } = order;
  const place = [address.name, address.line1, address.line2, [address.postcode, address.city].filter(Boolean).join(' '),
    address.region, countryName(address.country)].filter(Boolean);
  return build('div', { class: 'papers' },
    build('section', null,
      build('h2', null, t('order.lines')),
      build('ul', null, ...order.lines.map((line) => lineRow(line))),
      build('dl', { class: 'sums' },
        build('dt', null, t('order.subtotal')), build('dd', null, apart(formatMoney(order.subtotal))),
        build('dt', null, t('order.delivery')), build('dd', null, apart(formatMoney(order.delivery.price))),
        build('dt', { class: 'total' }, t('order.total')), build('dd', { class: 'total' }, apart(formatMoney(order.total))))),
    build('section', null,
      build('h2', null, t('order.goesTo')),
      build('address', null, ...place.flatMap((line) => [apart(line), build('br')])),
      build('p', null, build('strong', null, t(`delivery.${order.delivery.id}`)), build('br'),
        t('order.arrives', { days: formatDelivery(order.delivery.days, new Date(order.placedAt)) })),
      build('p', { class: 'quiet-text' }, t('order.placedAt', { date: formatFullDate(order.placedAt) }), build('br'),
        t('order.paidBy', { method: t(`payment.${order.payment.method}`) }))));
}
