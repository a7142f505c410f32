/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Variant} Variant */
import { api } from '../api/client.js';
import { once } from '../api/idempotency.js';
import { readAll } from '../api/read-all.js';
import { build, field, fill, need } from '../element/build.js';
import { openForm } from '../element/form-dialog.js';
import { Sheet } from '../element/sheet.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';
import { decimalText, formatMoney, parseMoney, priceExample } from '../text/money.js';

/** How long an offer may run, in seconds. */
const SHORTEST = 10;
const LONGEST = 300;

/** How many units an offer has unless the host says otherwise, and the most it may have. */
const USUAL_UNITS = 10;
const MOST_UNITS = 100_000;

/** @typedef {{variant: Variant, title: string, product: string}} Choice */

/** @param {string} name @param {number} value @param {number} most @param {number} [least] */
const whole = (name, value, most, least = 1) =>
  build('input', { name, type: 'number', min: least, max: most, step: 1, value, required: true, dir: 'ltr' });

/**
 * What an offer is most likely for: of the product in hand, else of the whole shelf, the variant with the most left.
 *
 * @param {Choice[]} choices
 * @param {string|null|undefined} product
 */
function likeliest(choices, product) {
  const most = (/** @type {Choice[]} */ some) => some.reduce(
    (best, each) => (each.variant.available > (best?.variant.available ?? 0) ? each : best), /** @type {Choice|null} */ (null));
  return most(choices.filter((each) => each.product === product)) ?? most(choices);
}

/** @param {string} text */
function openNote(text) {
  const sheet = new Sheet({ title: t('offer.start'), kind: 'dialog' });
  fill(sheet.body, build('p', null, text));
  sheet.open();
}

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
  const first = likeliest(variants, product?.id ?? room.show?.pinned);
  if (!first) return openNote(t(variants.length === 0 ? 'offer.nothing' : 'offer.noStock'));
  const chooser = build('select', { name: 'variant' }, ...variants.map(({ variant, title }) => build('option', {
    value: variant.id, selected: variant === first.variant, disabled: variant.available <= 0,
  }, [title, ...variant.options].join(' · '), ` (${formatMoney(variant.price)}, ${
    variant.available > 0 ? t('shop.left', { count: variant.available }) : t('shop.soldOut')})`)));
  const chosen = () => variants.find(({ variant }) => variant.id === chooser.value)?.variant;
  const price = build('input', { name: 'price', inputmode: 'decimal', required: true, dir: 'ltr' });
  const read = () => parseMoney(price.value, chosen()?.price.currency ?? '');
  const check = () => price.setCustomValidity(read() ? '' : t('offer.priceWrong', { example: priceExample(chosen()?.price.currency ?? '') }));
  const units = whole('units', USUAL_UNITS, MOST_UNITS);
  const unitsField = field(t('offer.units'), units, ' ');
  const suggest = () => {
    const variant = chosen();
    if (!variant) return;
    price.value = decimalText({ ...variant.price, minor: Math.round(variant.price.minor * 0.8) });
    units.max = String(Math.min(MOST_UNITS, variant.available));
    units.value = String(Math.min(USUAL_UNITS, variant.available));
    need('.hint', unitsField).textContent = t('shop.left', { count: variant.available });
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
        unitsField,
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
