/**
 * Whether this browser decodes a codec the server names.
 *
 * @param {string|null} codec such as `VP8`
 */
export function canDecode(codec) {
  if (!codec) return true;
  const known = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  return known.length === 0 || known.some((each) => each.mimeType.toLowerCase() === `video/${codec.toLowerCase()}`);
}
