import { need } from '../element/build.js';
import { PictureNeed } from '../media/picture-need.js';
import { WhepPlayer } from '../media/player.js';
import { keptSlots } from '../media/slots.js';
import { keptQuality } from './kept-quality.js';

/** The show of this page, from its address: `/live/{show}`. */
export const showID = decodeURIComponent(location.pathname.split('/')[2] ?? '');

/** The player; its request is the first thing this page sends. */
export const player = new WhepPlayer(showID, need('#video'), keptSlots(showID));

/** How high a picture the player asks for; what was chosen before holds from the beginning. */
export const picture = new PictureNeed(player);

picture.choice = keptQuality();
void player.start();
