import { build, iconButton, need } from '../element/build.js';
import { fetched, toast, toastProblem } from '../element/toast.js';
import { t } from '../text/language.js';
import { Reactions } from './reactions.js';

/** The buttons at the edge of the picture: shelf, cart, reactions, floating comments, quality, share. */
export class Rail {
  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('../shop/shop-door.js').ShopDoor} shop
   * @param {import('../shop/cart.js').CartStore} cart
   * @param {import('./danmaku.js').Danmaku} danmaku
   * @param {import('../media/picture-need.js').PictureNeed} picture
   */
  constructor(room, shop, cart, danmaku, picture) {
    const count = build('span', { class: 'count', hidden: true });
    const cartButton = iconButton('cart', t('cart.title'), () => shop.showCart(), { id: 'open-cart' });
    cartButton.append(count);
    cart.addEventListener('change', () => {
      count.hidden = cart.count === 0;
      count.textContent = String(cart.count);
      cartButton.setAttribute('aria-label', cart.count > 0 ? t('cart.open', { count: cart.count }) : t('cart.title'));
    });
    const shelf = iconButton('bag', t('shop.title'), () => shop.showShelf(), { id: 'open-shelf' });
    shelf.classList.add('open-shelf');
    const flying = iconButton('flying', t('live.danmaku'), () => {
      danmaku.toggle();
      flying.setAttribute('aria-pressed', String(danmaku.isOn));
    }, { 'aria-pressed': String(danmaku.isOn) });
    const quality = iconButton('quality', t('quality.title'), () => {
      fetched(import('./quality-sheet.js')).then(({ openQualitySheet }) => openQualitySheet(picture)).catch(toastProblem);
    }, { id: 'quality' });
    const shared = iconButton('share', t('live.share'), () => void share(room));
    // Where a row must make room for the buttons of somebody on the stage, these give way.
    for (const control of [flying, shared]) control.classList.add('spare');
    need('#rail').replaceChildren(shelf, cartButton, new Reactions(need('#hearts'), room).control(), flying, quality, shared);
  }
}

/**
 * Hands the address on, by the system's own sheet where there is one.
 *
 * @param {import('../room/room.js').Room} room
 */
async function share(room) {
  const about = { title: room.show?.title ?? 'Tradewind', url: location.origin + location.pathname };
  if (navigator.share) {
    await navigator.share(about).catch(() => null);
    return;
  }
  if (!navigator.clipboard) {
    toast(about.url);
    return;
  }
  await navigator.clipboard.writeText(about.url);
  toast(t('live.linkCopied'), 'good');
}
