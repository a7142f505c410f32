import { need } from '../element/build.js';
import { WhepPlayer } from '../media/player.js';

/** The show of this page, from its address: `/live/{show}`. */
export const showID = decodeURIComponent(location.pathname.split('/')[2] ?? '');

/** The player; its request is the first thing this page sends. */
export const player = new WhepPlayer(showID, need('#video'));

void player.start();
