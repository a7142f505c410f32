/** @typedef {import('../types.js').Product} Product */
import { api } from '../api/client.js';
import { once } from '../api/idempotency.js';
import { readAll } from '../api/read-all.js';
import { build, field, fill } from '../element/build.js';
import { openForm } from '../element/form-dialog.js';
import { Sheet } from '../element/sheet.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';
import { decimalText, formatMoney, parseMoney, priceExample } from '../text/money.js';

/** How long an offer may run, in seconds. */
const SHORTEST = 10;
const LONGEST = 300;

/** @param {string} name @param {number} value @param {number} most @param {number} [least] */
const whole = (name, value, most, least = 1) =>
  build('input', { name, type: 'number', min: least, max: most, step: 1, value, required: true, dir: 'ltr' });

/**
 * Asks for price, units, limit and time of a flash offer.
 *
 * Prices are in the shop's own currency, as the catalogue lists them; each market gets its own.
 *
 * @param {import('../room/room.js').Room} room
 * @param {Product} [product] chosen already
 */
export async function openOfferDialog(room, product) {
  /** @type {Product[]} */
  const all = await readAll('/products');
  const onShelf = all.filter((each) => room.product(each.id));
  const variants = onShelf.flatMap((each) => each.variants.map((variant) => ({ variant, title: each.title, product: each.id })));
  if (variants.length === 0) {
    const sheet = new Sheet({ title: t('offer.start'), kind: 'dialog' });
    fill(sheet.body, build('p', null, t('offer.nothing')));
    sheet.open();
    return;
  }
  const chooser = build('select', { name: 'variant' }, ...variants.map(({ variant, title, product: owner }) => build('option', {
    value: variant.id, selected: owner === (product?.id ?? room.show?.pinned),
  }, [title, ...variant.options].join(' · '), ` (${formatMoney(variant.price)}, ${t('shop.left', { count: variant.available })})`)));
  const chosen = () => variants.find(({ variant }) => variant.id === chooser.value)?.variant;
  const price = build('input', { name: 'price', inputmode: 'decimal', required: true, dir: 'ltr' });
  const read = () => parseMoney(price.value, chosen()?.price.currency ?? '');
  const check = () => price.setCustomValidity(read() ? '' : t('offer.priceWrong', { example: priceExample(chosen()?.price.currency ?? '') }));
  const suggest = () => {
    const variant = chosen();
    if (variant) price.value = decimalText({ ...variant.price, minor: Math.round(variant.price.minor * 0.8) });
    check();
  };
  price.addEventListener('input', check);
  chooser.addEventListener('change', suggest);
  suggest();
  openForm({
    title: t('offer.start'),
    action: t('offer.start'),
    kind: 'offer-button',
    body: [
      field(t('offer.product'), chooser),
      build('div', { class: 'fields' },
        field(t('offer.price', { currency: chosen()?.price.currency ?? '' }), price),
        field(t('offer.units'), whole('units', 10, 100_000)),
        field(t('offer.limit'), whole('limitPerBuyer', 1, 100)),
        field(t('offer.seconds'), whole('seconds', 60, LONGEST, SHORTEST))),
    ],
    submit: async (data) => {
      const number = (/** @type {string} */ name) => Number(data.get(name));
      const body = {
        variant: chooser.value, price: read(), units: number('units'), limitPerBuyer: number('limitPerBuyer'), seconds: number('seconds'),
      };
      await once(`offer.${room.id}`, body, (headers) => api.post(`/shows/${room.id}/offers`, body, headers));
      toast(t('offer.started'), 'good');
    },
  });
}
