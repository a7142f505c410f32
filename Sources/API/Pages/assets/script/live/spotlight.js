import { NO_PICTURE } from '../element/asset.js';
import { build, button, fill } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { hiddenTitle, priceFrom, stockBadge, unitsLeft } from '../shop/price.js';
import { t } from '../text/language.js';
import { offerCard } from './offer-card.js';
import { VoteCard } from './vote-card.js';

/** What the host holds up now: the offer, the pinned product, the vote. */
export class Spotlight {
  #front = build('div');
  #drawn = '';
  #vote;

  /**
   * @param {HTMLElement} place
   * @param {import('../room/room.js').Room} room
   * @param {import('../shop/shop-door.js').ShopDoor} shop
   */
  constructor(place, room, shop) {
    this.room = room;
    this.shop = shop;
    this.#vote = new VoteCard(room);
    place.append(this.#vote.element, this.#front);
    room.addEventListener('show', () => this.#draw());
    room.addEventListener('shelf', () => this.#draw());
  }

  #draw() {
    this.#vote.draw();
    const { show } = this.room;
    const offer = show?.offer;
    const offered = this.room.product(offer?.product);
    const product = this.room.product(show?.pinned);
    const drawn = JSON.stringify([offer, offered, product]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const isOffered = offer && offered && offer.state !== 'ended';
    keepFocus(this.#front, () => fill(this.#front,
      isOffered ? offerCard(offer, offered, () => this.shop.showProduct(offered)) : product && this.#pinned(product)));
  }

  /** @param {import('../types.js').Product} product */
  #pinned(product) {
    const left = unitsLeft(product);
    const open = button(left > 0 ? t('shop.buy') : t('shop.look'), 'primary', () => this.shop.showProduct(product),
      { data: { focus: 'front buy' } });
    open.append(hiddenTitle(product));
    return build('article', { class: 'front pinned', data: { product: product.id } },
      build('img', { class: 'thumb', src: product.pictures[0]?.url ?? NO_PICTURE, alt: '' }),
      build('div', { class: 'front-words' },
        build('h3', { dir: 'auto' }, product.title),
        priceFrom(product), ' ', stockBadge(left)),
      open);
  }
}
