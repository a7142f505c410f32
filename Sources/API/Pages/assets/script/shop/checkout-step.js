/** @typedef {import('../types.js').Delivery} Delivery */
/** @typedef {import('../types.js').Order} Order */
import { api } from '../api/client.js';
import { once } from '../api/idempotency.js';
import { serverNow } from '../api/server-time.js';
import { apart, build, field } from '../element/build.js';
import { busy } from '../element/busy.js';
import { markFields } from '../element/mark-fields.js';
import { formatDelivery } from '../text/format.js';
import { t } from '../text/language.js';
import { formatMoney } from '../text/money.js';
import { problemText } from '../text/problem-text.js';
import { addressFields, readAddress } from './address-form.js';
import { choices } from './choice.js';

/** How the test gateway may behave; a real gateway knows only the first. */
const SCENARIOS = ['succeed', 'decline', 'challenge', 'late'];

/** The step of the shop sheet that takes address, delivery and payment. */
export class CheckoutStep {
  #sums = build('dl', { class: 'sums' });
  #pay = build('button', { type: 'submit', class: 'primary wide', form: 'checkout' });

  /** @param {import('./shop-sheet.js').ShopSheet} shop */
  constructor(shop) {
    this.shop = shop;
    this.delivery = shop.market.delivery[0];
  }

  draw() {
    const { market } = this.shop;
    const trouble = build('p', { class: 'note bad', role: 'alert', dir: 'auto', hidden: true });
    const pay = this.#pay;
    const form = build('form', {
      id: 'checkout',
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void busy(pay, () => this.#place(form, trouble));
      },
    },
    build('h3', null, t('checkout.address')),
    addressFields(market.country),
    choices({
      name: 'delivery', legend: t('checkout.delivery'), chosen: this.delivery?.id ?? null, wide: true,
      values: market.delivery.map((option) => ({ value: option.id, label: this.#deliveryLabel(option) })),
      onchange: (value) => {
        this.delivery = market.delivery.find((option) => option.id === value) ?? this.delivery;
        this.#sum();
      },
    }),
    choices({
      name: 'method', legend: t('checkout.method'), chosen: market.payments[0] ?? 'card',
      values: market.payments.map((method) => ({ value: method, label: t(`payment.${method}`) })),
    }),
    build('div', { class: 'note warm' }, t('checkout.testNote')),
    field(t('checkout.scenario'), build('select', { name: 'scenario' },
      ...SCENARIOS.map((scenario) => build('option', { value: scenario }, t(`scenario.${scenario}`))))),
    this.#sums, trouble);
    this.#sum();
    this.shop.sheet?.show({
      title: t('checkout.title'), back: () => this.shop.showCart(), body: [form], foot: [pay],
    });
  }

  /** @param {Delivery} option */
  #deliveryLabel(option) {
    return build('span', null, `${t(`delivery.${option.id}`)} · `, apart(formatDelivery(option.days, new Date(serverNow()))), ' · ',
      apart(formatMoney(option.price), 'price'));
  }

  /** Goods and delivery together, as the buyer sees it. */
  get #total() {
    const goods = this.shop.cart.cart?.total;
    return goods && this.delivery ? { minor: goods.minor + this.delivery.price.minor, currency: goods.currency } : null;
  }

  #sum() {
    const goods = this.shop.cart.cart?.total;
    const total = this.#total;
    if (!goods || !total) return;
    this.#sums.replaceChildren(
      build('dt', null, t('order.subtotal')), build('dd', null, apart(formatMoney(goods))),
      build('dt', null, t('order.delivery')), build('dd', null, apart(formatMoney(this.delivery.price))),
      build('dt', { class: 'total' }, t('order.total')), build('dd', { class: 'total' }, apart(formatMoney(total))));
    this.#pay.textContent = t('checkout.pay', { total: formatMoney(total) });
  }

  /** @param {HTMLFormElement} form @param {HTMLElement} trouble */
  async #place(form, trouble) {
    const data = new FormData(form);
    const body = {
      show: this.shop.room.id,
      address: readAddress(form, this.shop.market.country),
      delivery: data.get('delivery'),
      method: data.get('method'),
      scenario: data.get('scenario'),
      expectedTotal: this.#total,
    };
    trouble.hidden = true;
    try {
      /** @type {Order} */
      const order = await markFields(form, () => once('order', { body, cart: this.shop.cart.cart?.lines },
        (headers) => api.post('/orders', body, headers)));
      this.shop.showOrder(order);
      await this.shop.cart.read().catch(() => null);
    } catch (failure) {
      trouble.textContent = problemText(failure);
      trouble.hidden = false;
      if (!form.querySelector('.field-problem')) trouble.scrollIntoView({ block: 'nearest' });
      await this.shop.cart.read().catch(() => null);
      // What is wrong with a line is put right where the lines are; what was typed here is kept.
      if (this.shop.cart.cart?.problems.length) this.shop.showCart();
      else this.#sum();
    }
  }
}
