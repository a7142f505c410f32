/** @typedef {import('../types.js').Offer} Offer */
/** @typedef {import('../types.js').Product} Product */
import { serverNow } from '../api/server-time.js';
import { build, button } from '../element/build.js';
import { whileShown } from '../element/ticker.js';
import { hiddenTitle, priceTag, variantName } from '../shop/price.js';
import { formatClock } from '../text/format.js';
import { t } from '../text/language.js';

/**
 * The flash offer: time left, units left, price now and before, one button.
 *
 * @param {Offer} offer
 * @param {Product} product
 * @param {() => void} onbuy
 */
export function offerCard(offer, product, onbuy) {
  const isOpen = offer.state === 'running' && offer.left > 0;
  const clock = build('span');
  const ring = build('div', { class: 'ring', role: 'timer', 'aria-label': t('offer.timeLeft') }, clock);
  const bar = build('span', { class: 'bar', 'aria-hidden': 'true' }, build('i'));
  bar.style.setProperty('--share', String(offer.units > 0 ? offer.left / offer.units : 0));
  const buy = button(isOpen ? t('offer.buy') : t('shop.soldOut'), 'offer-button', onbuy, {
    disabled: !isOpen, data: { focus: 'front buy' },
  });
  if (isOpen) buy.append(hiddenTitle(product));
  const card = build('article', { class: 'front offer', 'aria-label': t('offer.title'), data: { product: product.id } }, ring,
    build('div', { class: 'front-words' },
      build('h3', { dir: 'auto' }, product.title),
      variantName(product, offer.variant),
      priceTag(offer.price, offer.before), bar,
      build('span', { class: 'numbers' }, isOpen
        ? t('offer.left', { count: offer.left, units: offer.units }) : t('offer.gone'))),
    buy);
  const whole = Date.parse(offer.endsAt) - Date.parse(offer.startsAt);
  whileShown(card, () => {
    const left = Date.parse(offer.endsAt) - serverNow();
    clock.textContent = formatClock(left);
    ring.style.setProperty('--left', String(Math.max(0, Math.min(1, left / whole))));
    if (left <= 0) buy.disabled = true;
  });
  return card;
}
