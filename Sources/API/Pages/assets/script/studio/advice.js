/** @typedef {import('../types.js').Health} Health */

/** @typedef {'good'|'warm'|'bad'} Grade */

/**
 * Where good ends and where bad begins, per measure.
 *
 * Loss and delay: from 5 % and 300 ms on, viewers notice (RTP retransmission needs a round trip). Frames: below 20 a
 * second movement looks torn, below 12 it stops being a picture of movement.
 */
const LIMITS = {
  roundTrip: { warm: 150, bad: 300 },
  loss: { warm: 0.01, bad: 0.05 },
};
const FLOORS = {
  bitrate: { warm: 500_000, bad: 200_000 },
  framesPerSecond: { warm: 20, bad: 12 },
};

/** @param {number|null} value @param {{warm: number, bad: number}} limit @returns {Grade} */
const below = (value, limit) => (value === null ? 'good' : value >= limit.bad ? 'bad' : value >= limit.warm ? 'warm' : 'good');

/** @param {number} value @param {{warm: number, bad: number}} floor @returns {Grade} */
const above = (value, floor) => (value < floor.bad ? 'bad' : value < floor.warm ? 'warm' : 'good');

/**
 * How each measure of the stream stands.
 *
 * @param {Health} health
 * @returns {Record<string, Grade>}
 */
export function grades(health) {
  return {
    roundTrip: below(health.roundTrip, LIMITS.roundTrip),
    loss: below(health.loss, LIMITS.loss),
    bitrate: above(health.bitrate, FLOORS.bitrate),
    framesPerSecond: above(health.framesPerSecond, FLOORS.framesPerSecond),
  };
}

/**
 * The one thing that would help most, as a key of the texts, or `null` when all is well.
 *
 * @param {Record<string, Grade>} graded
 * @param {string} limitation what the browser says holds the picture back: `none`, `cpu`, `bandwidth`, `other`
 */
export function advice(graded, limitation) {
  if (limitation === 'cpu') return 'advice.processor';
  if (graded.loss !== 'good') return 'advice.loss';
  if (limitation === 'bandwidth' || graded.bitrate !== 'good') return 'advice.bandwidth';
  if (graded.roundTrip !== 'good') return 'advice.delay';
  return graded.framesPerSecond !== 'good' ? 'advice.frames' : null;
}
