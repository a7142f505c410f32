/** @typedef {import('../types.js').Order} Order */
import { api } from '../api/client.js';
import { keyHeader, linkKey } from '../api/link-key.js';
import { apart, build, fill, need } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { beginPage } from '../session/page.js';
import { orderPapers, stateBadge } from '../shop/order-papers.js';
import { orderState } from '../shop/order-state.js';
import { t } from '../text/language.js';
import { problemText } from '../text/problem-text.js';

const main = /** @type {HTMLElement} */ (need('#main'));

/** @param {Order} order */
function draw(order) {
  document.title = `${order.number} · Tradewind`;
  keepFocus(main, () => fill(main,
    build('h1', null, `${t('order.title')} `, apart(order.number, 'order-number'), ' ', stateBadge(order)),
    build('div', { class: 'panel' }, orderState(order, { onchange: draw })),
    build('div', { class: 'panel' }, orderPapers(order)),
    build('p', { class: 'quiet-text' }, t('order.keepLink')),
    build('p', null, build('a', { href: '/orders' }, t('orders.title')), ' · ', build('a', { href: '/' }, t('live.toLobby')))), main);
}

async function begin() {
  const key = linkKey();
  await beginPage('order.title');
  const id = location.pathname.split('/')[2] ?? '';
  draw(await api.get(`/orders/${id}`, keyHeader(key)));
}

begin().catch((failure) => fill(main, build('p', { class: 'note bad', role: 'alert' }, problemText(failure)),
  build('p', null, build('a', { href: '/' }, t('live.toLobby')))));
