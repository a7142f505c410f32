/** @typedef {import('../types.js').Product} Product */
import { NO_PICTURE } from '../element/asset.js';
import { build } from '../element/build.js';
import { t } from '../text/language.js';
import { priceFrom, stockBadge, unitsLeft } from './price.js';

/**
 * The products of the show as a list of buttons.
 *
 * @param {import('../room/room.js').Room} room
 * @param {(product: Product) => void} onopen
 */
export function shelfList(room, onopen) {
  if (room.shelf.length === 0) return build('p', { class: 'empty' }, t('shop.emptyShelf'));
  return build('ul', { class: 'shelf-list' }, ...room.shelf.map((product) => {
    const offer = room.offerFor(product.id);
    return build('li', null, build('button', {
      type: 'button', class: 'shelf-item', data: { product: product.id, focus: `${product.id} open`, front: String(product.id === room.show?.pinned) },
      onclick: () => onopen(product),
    },
    build('img', { class: 'thumb', src: product.pictures[0]?.url ?? NO_PICTURE, alt: '', loading: 'lazy' }),
    build('span', null,
      build('bdi', { class: 'shelf-title' }, product.title),
      build('br'),
      priceFrom(product, offer), ' ',
      offer ? build('span', { class: 'badge warm' }, t('offer.title')) : stockBadge(unitsLeft(product)))));
  }));
}
