/** @typedef {import('../types.js').Order} Order */
import { api } from '../api/client.js';
import { once } from '../api/idempotency.js';
import { fragment, keyHeader } from '../api/link-key.js';
import { Problem } from '../api/problem.js';
import { serverNow } from '../api/server-time.js';
import { apart, build, button, field, icon } from '../element/build.js';
import { busy } from '../element/busy.js';
import { whileShown } from '../element/ticker.js';
import { toast, toastProblem } from '../element/toast.js';
import { formatClock } from '../text/format.js';
import { t } from '../text/language.js';

/** How often an order that waits for the bank is read again, and one that waits for its buyer, in milliseconds. */
const ASK_EVERY = 2000;
const LOOK_EVERY = 10_000;

/**
 * The address of an order's own page.
 *
 * @param {Order} order
 */
export function orderLink(order) {
  return `/order/${order.id}${fragment(order.key)}`;
}

/**
 * Whether the bank still owes an answer.
 *
 * @param {Order} order
 */
function isWaiting(order) {
  return order.state === 'awaitingPayment' && ['created', 'processing'].includes(order.payment.state);
}

/**
 * Where an order stands and what can be done about it: pay again, confirm, wait, or nothing.
 *
 * What has changed elsewhere, such as in another tab, is shown as soon as it is known.
 *
 * @param {Order} order
 * @param {{onchange: (order: Order) => void, room?: EventTarget}} options a room says when somebody has paid
 * @returns {HTMLElement}
 */
export function orderState(order, { onchange, room }) {
  const box = build('section', { class: 'stack centred', 'aria-live': 'polite', data: { state: order.state } });
  const answer = (/** @type {Record<string, string>} */ body) => orShow(order, onchange, async () => {
    /** @type {Order} */
    const now = await once(`payment.${order.id}`, { ...body, at: order.payment },
      (headers) => api.post(`/orders/${order.id}/payment`, body, { ...headers, ...keyHeader(order.key) }));
    if ('answer' in body && now.payment.state === 'requiresAction') toast(t('order.codeWrong'), 'bad');
    onchange(now);
  });
  box.append(...content(order, answer, onchange));
  if (order.state === 'awaitingPayment' && order.holdUntil) box.append(holdNote(order.holdUntil));
  if (order.state === 'awaitingPayment') watch(box, order, onchange, room);
  return box;
}

/**
 * The order as the server has it, when that is no longer what is shown.
 *
 * @param {Order} order
 * @returns {Promise<Order|null>}
 */
async function changed(order) {
  /** @type {Order} */
  const now = await api.get(`/orders/${order.id}`, keyHeader(order.key));
  return now.state === order.state && now.payment.state === order.payment.state ? null : now;
}

/**
 * Does something with an order; shows where it stands instead when it has moved on meanwhile.
 *
 * @param {Order} order
 * @param {(order: Order) => void} onchange
 * @param {() => Promise<void>} work
 */
async function orShow(order, onchange, work) {
  try {
    await work();
  } catch (failure) {
    const now = failure instanceof Problem && failure.status === 409 ? await changed(order).catch(() => null) : null;
    if (!now) throw failure;
    onchange(now);
  }
}

/**
 * @param {Order} order
 * @param {(body: Record<string, string>) => Promise<void>} answer
 * @param {(order: Order) => void} onchange
 * @returns {Node[]}
 */
function content(order, answer, onchange) {
  const sign = (/** @type {string} */ symbol, kind = '') => build('div', { class: `big-sign ${kind}` }, icon(symbol));
  if (order.state === 'paid') {
    return [sign('check'), build('h3', null, t('order.thanks')), build('p', null, t('order.paidText'))];
  }
  if (order.state === 'cancelled' || order.state === 'expired') {
    return [sign('close', 'failed'), build('h3', null, t(`orderState.${order.state}`)), build('p', null, t(`order.${order.state}Text`))];
  }
  if (order.payment.state === 'requiresAction') return [sign('shield', 'waiting'), ...codeForm(order, answer)];
  if (order.payment.state === 'failed') {
    const again = button(t('order.payAgain'), 'primary', () => busy(again, () => answer({ method: order.payment.method })),
      { data: { focus: 'order again' } });
    const cancel = button(t('order.cancel'), 'quiet', () => busy(cancel, () => orShow(order, onchange, async () => {
      onchange(await api.post(`/orders/${order.id}/cancel`, undefined, keyHeader(order.key)));
    })), { data: { focus: 'order cancel' } });
    return [sign('alert', 'failed'), build('h3', null, t('order.declined')),
      build('p', null, t('order.declinedText')), build('div', { class: 'choices centred-row' }, again, cancel)];
  }
  return [sign('clock', 'waiting'), build('h3', null, t('order.waiting')), build('p', null, t('order.waitingText'))];
}

/** @param {Order} order @param {(body: Record<string, string>) => Promise<void>} answer */
function codeForm(order, answer) {
  const code = build('input', {
    name: 'code', inputmode: 'numeric', autocomplete: 'one-time-code', required: true, maxlength: '12', dir: 'ltr', data: { focus: 'order code' },
  });
  const send = build('button', { type: 'submit', class: 'primary wide', data: { focus: 'order confirm' } }, t('order.confirm'));
  return [
    build('h3', null, t('order.codeTitle')),
    build('form', {
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void busy(send, () => answer({ method: order.payment.method, answer: code.value.trim() }));
      },
    }, field(t('order.code'), code, codeHint(order)), send),
  ];
}

/** @param {Order} order */
function codeHint({ payment: { action } }) {
  const left = action?.triesLeft ?? null;
  return left === null ? t('order.codeHint') : `${t('order.codeHint')} ${t('order.triesLeft', { count: left })}`;
}

/** @param {string} until */
function holdNote(until) {
  const note = build('p', { class: 'note warm reserved', role: 'timer' });
  whileShown(note, () => {
    const left = Date.parse(until) - serverNow();
    note.textContent = left > 0 ? t('order.reserved', { time: formatClock(left) }) : t('order.holdOver');
  });
  return note;
}

/**
 * Reads the order again now and then, when the page comes back into sight, and when the room says that somebody paid
 * for one of its products.
 *
 * @param {HTMLElement} box
 * @param {Order} order
 * @param {(order: Order) => void} onchange
 * @param {EventTarget} [room]
 */
function watch(box, order, onchange, room) {
  let told = false;
  const end = new AbortController();
  const ask = async () => {
    if (!box.isConnected) {
      end.abort();
      return;
    }
    const now = await changed(order);
    if (!now || !box.isConnected) return;
    if (now.state === 'paid') toast(t('order.thanks'), 'good');
    onchange(now);
  };
  const look = () => {
    ask().catch((failure) => {
      if (!told) toastProblem(failure);
      told = true;
    });
  };
  const timer = setInterval(look, isWaiting(order) ? ASK_EVERY : LOOK_EVERY);
  end.signal.addEventListener('abort', () => clearInterval(timer));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look(), { signal: end.signal });
  room?.addEventListener('pulse', (event) => {
    const { product } = /** @type {CustomEvent} */ (event).detail;
    if (order.lines.some((line) => line.product === product)) look();
  }, { signal: end.signal });
}

/**
 * The number of an order with a link to its page.
 *
 * @param {Order} order
 */
export function orderNumber(order) {
  return build('p', { class: 'centred' }, `${t('order.number')} `, build('strong', null, apart(order.number, 'order-number')), build('br'),
    build('a', { href: orderLink(order), target: '_blank' }, t('order.open')));
}
