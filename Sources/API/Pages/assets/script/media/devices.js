/** What a microphone is asked for: people on a stage hear each other through loudspeakers. */
export const CLEAR_SOUND = Object.freeze({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });

/**
 * Why there is no camera or microphone, as a key of the texts.
 *
 * @param {unknown} failure of `getUserMedia`
 */
export function deviceTrouble(failure) {
  const name = failure instanceof DOMException ? failure.name : '';
  return {
    NotAllowedError: 'devices.forbidden',
    NotFoundError: 'devices.missing',
    NotReadableError: 'devices.busy',
  }[name] ?? 'devices.failed';
}

/**
 * A picture of 16:9 so high, in pixels.
 *
 * @param {number} height
 */
export function pictureOf(height) {
  return { height: { ideal: height }, width: { ideal: Math.round((height * 16) / 9) }, frameRate: { ideal: 30, max: 30 } };
}
