/** @typedef {import('../types.js').Market} Market */
/** @typedef {import('../types.js').Product} Product */
import { serverNow } from '../api/server-time.js';
import { build, icon } from '../element/build.js';
import { t } from '../text/language.js';
import { formatDelivery } from '../text/format.js';
import { formatMoney } from '../text/money.js';

/** @param {string} symbol @param {string} text */
const fact = (symbol, text) => build('li', null, icon(symbol), build('span', null, text));

/**
 * What a buyer wants to know before paying, one line each.
 *
 * @param {{market: Market, host: string, product?: Product|null}} about
 */
export function trustFacts({ market, host, product = null }) {
  const delivery = market.delivery[0];
  return build('ul', { class: 'facts' },
    delivery && fact('truck', t('trust.delivery', {
      days: formatDelivery(delivery.days, new Date(serverNow())), price: formatMoney(delivery.price),
    })),
    fact('shield', t('trust.total')),
    fact('clock', t('trust.hold')),
    fact('chat', t('trust.host', { host })),
    product?.notFor ? build('li', { class: 'caution' }, icon('info'),
      build('span', null, build('strong', null, t('trust.notFor')), build('br'), build('bdi', null, product.notFor))) : null);
}
