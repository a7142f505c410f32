/** @typedef {import('../types.js').Slots} Slots */

/** What a session is offered with while the scene is not known: that of `single`. */
const USUAL = { pictures: 2, sounds: 2 };

/** By scene, how many slots its pictures and sounds have. */
const SCENES = /** @type {Record<string, Slots>} */ ({
  product: { pictures: 3, sounds: 3 },
  cohost: { pictures: 9, sounds: 9 },
  voice: { pictures: 0, sounds: 3 },
});

const KEPT = 'tradewind.scene.';

/**
 * The slots of a scene.
 *
 * @param {string|null|undefined} scene
 * @returns {Slots}
 */
export function slotsOf(scene) {
  return SCENES[scene ?? ''] ?? USUAL;
}

/**
 * The slots of a show, by what this visit has seen of its scene.
 *
 * @param {string} show
 */
export function keptSlots(show) {
  return slotsOf(keptScene(show));
}

/** @param {string} show */
export function keptScene(show) {
  return sessionStorage.getItem(KEPT + show);
}

/**
 * Remembers a scene, so that the next session is offered with all its slots; the usual one needs no memory.
 *
 * @param {string} show
 * @param {string|undefined} scene
 */
export function keepScene(show, scene) {
  if (scene && scene !== 'single') sessionStorage.setItem(KEPT + show, scene);
  else sessionStorage.removeItem(KEPT + show);
}
