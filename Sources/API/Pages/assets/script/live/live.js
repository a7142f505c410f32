import { fill, need } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { toastProblem } from '../element/toast.js';
import { Room } from '../room/room.js';
import { settle } from '../session/place.js';
import { wirePlacePill } from '../session/place-pill.js';
import { CartStore } from '../shop/cart.js';
import { ShopDoor } from '../shop/shop-door.js';
import { shelfList } from '../shop/shelf-list.js';
import { openStageDoor } from '../stage/stage-door.js';
import { ChatPanel } from './chat-panel.js';
import { Cover } from './cover.js';
import { Danmaku } from './danmaku.js';
import { picture, player, showID } from './join.js';
import { Rail } from './rail.js';
import { Spotlight } from './spotlight.js';
import { wireTabs } from './tabs.js';
import { TopBar } from './top-bar.js';

/** Puts the page together once texts, session and market are known; the picture does not wait for it. */
async function begin() {
  const room = new Room(showID);
  const { market } = await settle();
  const cart = new CartStore(showID);
  const shop = new ShopDoor(room, cart, market);
  const danmaku = new Danmaku(need('#danmaku'), room, market.danmaku);

  picture.most = market.picture.lines;
  new Cover(room, player, picture);
  new TopBar(room);
  new ChatPanel(room);
  new Rail(room, shop, cart, danmaku, picture);
  new Spotlight(need('#spotlight'), room, shop);
  openStageDoor({ room, player, picture, shop });
  wireTabs(need('#tabs'));
  void wirePlacePill(need('#place'));

  const column = need('#shelf-column');
  const drawShelf = () => keepFocus(column, () => fill(column, shelfList(room, (product) => shop.showProduct(product))));
  room.addEventListener('shelf', drawShelf);
  room.addEventListener('show', drawShelf);
  player.addEventListener('quality', (event) => {
    const { kind, milliseconds } = /** @type {CustomEvent} */ (event).detail;
    room.report(kind, milliseconds);
  });
  await room.enter();
  await cart.read();
}

begin().catch(toastProblem);
