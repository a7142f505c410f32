import { iconButton, need } from '../element/build.js';
import { addTexts, t } from '../text/language.js';
import { BattleBar } from './battle-bar.js';
import { CallView } from './call-view.js';
import { Participation } from './participation.js';
import { openPersonMenu } from './person-menu.js';
import { PromiseCard } from './promise-card.js';
import { StageView } from './stage-view.js';
import { useStyle } from './style.js';
import { VoiceRoom } from './voice-room.js';

/**
 * Puts the stage onto the live page.
 *
 * @param {{room: import('../room/room.js').Room, player: import('../media/player.js').WhepPlayer,
 *          picture: import('../media/picture-need.js').PictureNeed, shop: import('../shop/shop-door.js').ShopDoor}} parts
 */
export async function openStage({ room, player, picture, shop }) {
  await Promise.all([useStyle('stage'), addTexts('stage')]);
  const page = need('#picture');
  const part = new Participation(room, player);
  const menu = (/** @type {{person: string, name: string}} */ person) => part.isModerator && openPersonMenu(room, person);
  const view = new StageView(need('#stage'), room, player, picture);
  part.own.addEventListener('change', () => { view.mine = part.own.stream; });
  const voice = new VoiceRoom(room, player, menu);
  const battle = new BattleBar(room);
  const promise = new PromiseCard(room);
  const call = new CallView(room, part, shop);
  page.append(voice.element, battle.element, promise.element, call.element, part.bar);
  wireHand(room, part);
}

/**
 * The button of the rail that raises a hand.
 *
 * @param {import('../room/room.js').Room} room
 * @param {Participation} part
 */
function wireHand(room, part) {
  const hand = iconButton('hand', t('stage.raise'), () => part.raise(), { id: 'hand' });
  need('#rail').prepend(hand);
  const draw = () => {
    const scene = room.stage?.scene;
    const isOpen = (scene === 'cohost' || scene === 'voice') && room.show?.state === 'live';
    hand.hidden = !isOpen || part.isHouse || room.mine.state !== 'none';
  };
  for (const name of ['stage', 'mine', 'show']) room.addEventListener(name, draw);
  draw();
}
