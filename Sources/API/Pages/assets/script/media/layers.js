/** The names of the layers, lowest first. */
const NAMES = ['q', 'h', 'f'];
/** Ceilings by picture height, in bits per second. */
const CEILINGS = new Map([
  [180, 250_000], [270, 500_000], [360, 900_000], [540, 1_600_000], [720, 2_500_000], [1080, 4_500_000],
]);
/** By codec, which frames of a layer may be left out, the best first; a browser need not know any. */
const MODES = new Map([
  ['video/vp8', ['L1T3']], ['video/vp9', ['L1T3']], ['video/av1', ['L1T3']], ['video/h264', ['L1T2', 'L1T1']],
]);

/**
 * The layers a picture is offered in, each half as high as the next.
 *
 * All are offered, also of a small picture: a larger one may take its place. Which go out is arranged once they are taken.
 *
 * @param {number} lines the shorter side of the picture in pixels
 * @returns {RTCRtpEncodingParameters[]}
 */
export function layersOf(lines) {
  const encodings = NAMES.map((rid) => ({ rid }));
  arrange(encodings, lines, null);
  return encodings.map((encoding) => ({ ...encoding, active: true }));
}

/**
 * Fits the layers to a picture, and switches off those that nobody wants; the lowest stays on.
 *
 * A small picture goes out in fewer layers, of which the lowest are taken: Chromium drops the highest of those that are
 * too many for a picture.
 *
 * @param {RTCRtpEncodingParameters[]} encodings lowest first; one where the server takes no layers
 * @param {number} lines
 * @param {string[]|null} wanted the names of those that somebody watches; `null` while that is not known
 */
export function arrange(encodings, lines, wanted) {
  const used = usedOf(encodings, lines);
  encodings.forEach((encoding, index) => {
    const scale = 2 ** Math.max(0, used - 1 - index);
    encoding.active = index < used && (index === 0 || wanted === null || wanted.includes(encoding.rid ?? ''));
    encoding.scaleResolutionDownBy = scale;
    encoding.maxBitrate = ceiling(lines / scale);
  });
}

/**
 * The sizes a picture goes out in, highest first.
 *
 * @param {RTCRtpEncodingParameters[]} encodings
 * @param {number} lines
 */
export function sizes(encodings, lines) {
  return encodings.slice(0, usedOf(encodings, lines)).map(({ rid, active, scaleResolutionDownBy }) => (
    { rid, lines: Math.round(lines / (scaleResolutionDownBy ?? 1)), active: active !== false })).reverse();
}

/**
 * The ways to leave frames out that a codec is worth trying in, and last to leave that to the browser.
 *
 * @param {string|undefined} codec such as `video/VP8`
 */
export function modesOf(codec) {
  return [...MODES.get(codec?.toLowerCase() ?? '') ?? [], undefined];
}

/** @param {RTCRtpEncodingParameters[]} encodings @param {number} lines */
function usedOf(encodings, lines) {
  return Math.min(encodings.length, lines < 360 ? 1 : lines < 720 ? 2 : 3);
}

/** @param {number} lines */
function ceiling(lines) {
  return [...CEILINGS].find(([most]) => lines <= most)?.[1] ?? Math.max(...CEILINGS.values());
}
