/** @typedef {import('../types.js').Order} Order */
/** @typedef {import('../types.js').Session} Session */
import { api } from '../api/client.js';
import { fragment, keyHeader, linkKey } from '../api/link-key.js';
import { apart, build, button, fill, need } from '../element/build.js';
import { toast } from '../element/toast.js';
import { beginPage } from '../session/page.js';
import { stateBadge } from '../shop/order-papers.js';
import { orderLink } from '../shop/order-state.js';
import { formatFullDate } from '../text/format.js';
import { t } from '../text/language.js';
import { formatMoney } from '../text/money.js';
import { problemText } from '../text/problem-text.js';

const place = need('#orders');

/** @param {Order} order */
function row(order) {
  return build('li', null, build('a', { class: 'order-row', href: orderLink(order) },
    build('strong', null, apart(order.number)),
    build('span', null, order.lines.map((line) => line.title).join(', '), build('br'),
      build('span', { class: 'quiet-text' }, formatFullDate(order.placedAt))),
    stateBadge(order), apart(formatMoney(order.total), 'price')));
}

/**
 * The address under which the history opens on other devices.
 *
 * @param {Session} session
 */
function linkPanel(session) {
  if (!session.historyKey) return null;
  const link = `${location.origin}/orders${fragment(session.historyKey)}`;
  const field = build('input', { value: link, readonly: true, dir: 'ltr', 'aria-label': t('orders.link') });
  return build('section', { class: 'panel stack' }, build('p', null, t('orders.linkText')), field,
    button(t('common.copy'), 'quiet', async () => {
      field.select();
      await navigator.clipboard?.writeText(link);
      toast(t('live.linkCopied'), 'good');
    }));
}

async function begin() {
  const key = linkKey();
  const { session } = await beginPage('orders.title');
  /** @type {{items: Order[]}} */
  const { items } = await api.get('/orders', keyHeader(key));
  if (items.length === 0) {
    fill(place, build('p', { class: 'empty' }, t('orders.empty')));
    return;
  }
  fill(place, build('ul', { class: 'order-list' }, ...items.map(row)));
  if (!key) place.after(linkPanel(session) ?? '');
}

begin().catch((failure) => fill(place, build('p', { class: 'note bad', role: 'alert' }, problemText(failure))));
