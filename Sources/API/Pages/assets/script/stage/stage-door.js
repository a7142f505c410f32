import { fetched, toastProblem } from '../element/toast.js';
import { keepScene, slotsOf } from '../media/slots.js';

/** Scenes with more to them than the host's picture. */
const SCENES = new Set(['cohost', 'voice', 'private', 'product']);

/**
 * The way onto the stage; what is behind it is fetched when a show first has more than its host.
 *
 * @param {{room: import('../room/room.js').Room, player: import('../media/player.js').WhepPlayer,
 *          picture: import('../media/picture-need.js').PictureNeed, shop: import('../shop/shop-door.js').ShopDoor}} parts
 */
export function openStageDoor({ room, player, picture, shop }) {
  let isOpen = false;
  const look = () => {
    const { stage, mine } = room;
    const scene = stage?.scene ?? room.show?.scene;
    if (scene) {
      keepScene(room.id, scene);
      player.reshape(slotsOf(scene));
    }
    const isNeeded = stage && (SCENES.has(stage.scene) || stage.battle || stage.promise || mine.state === 'banned');
    if (!isNeeded || isOpen) return;
    isOpen = true;
    fetched(import('./stage-page.js'), () => { isOpen = false; })
      .then(({ openStage }) => openStage({ room, player, picture, shop })).catch(toastProblem);
  };
  for (const name of ['show', 'stage', 'mine']) room.addEventListener(name, look);
  look();
}
