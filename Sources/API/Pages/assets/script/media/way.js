/** How long a second session may take to show something before it takes the place of the first all the same. */
const SHOWS_WITHIN = 4000;
const LOOKS_EVERY = 60;

/** The extension that tells the layers of scalable AV1: without it only its smallest size can be decoded. */
const DESCRIPTOR = 'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension';

/**
 * Asks for it where the browser can be asked: one that only receives leaves it out by itself.
 *
 * @param {RTCRtpTransceiver & {
 *   getHeaderExtensionsToNegotiate?: () => {uri: string, direction: string}[],
 *   setHeaderExtensionsToNegotiate?: (extensions: {uri: string, direction: string}[]) => void,
 * }} transceiver
 */
function askForDescriptors(transceiver) {
  const known = transceiver.getHeaderExtensionsToNegotiate?.() ?? [];
  transceiver.setHeaderExtensionsToNegotiate?.(known.map((extension) => (
    extension.uri === DESCRIPTOR ? { ...extension, direction: 'recvonly' } : extension)));
}

/** One WHEP session of a player: its connection, and by slot what arrives on it. */
export class Way {
  peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  session = /** @type {import('./exchange.js').MediaSession|null} */ (null);
  answer = '';
  /** Picture and sound of each slot that the server sends. */
  streams = /** @type {Map<number, MediaStream>} */ (new Map());

  /** @param {import('../types.js').Slots} slots */
  constructor(slots) {
    this.slots = slots;
    for (let slot = 1; slot <= Math.max(slots.pictures, slots.sounds); slot += 1) {
      if (slot <= slots.pictures) askForDescriptors(this.peer.addTransceiver('video', { direction: 'recvonly' }));
      if (slot <= slots.sounds) this.peer.addTransceiver('audio', { direction: 'recvonly' });
    }
  }

  /**
   * A section of the description has begun: the k-th of its kind is slot k.
   *
   * @param {RTCTrackEvent} event
   * @returns {number} the slot
   */
  take({ track, transceiver }) {
    const slot = this.#sections(track.kind).indexOf(transceiver) + 1;
    const stream = this.streams.get(slot) ?? new MediaStream();
    stream.addTrack(track);
    this.streams.set(slot, stream);
    return slot;
  }

  /**
   * The numbers of what comes in for one slot.
   *
   * @param {number} slot
   */
  async stats(slot) {
    const mids = ['video', 'audio'].map((kind) => this.#sections(kind)[slot - 1]?.mid);
    const report = await this.peer.getStats();
    return [...report.values()].filter((entry) => entry.type === 'inbound-rtp' && mids.includes(entry.mid));
  }

  /** Waits until the first slot shows something, or can be waited for no longer. */
  async shows() {
    const until = performance.now() + SHOWS_WITHIN;
    while (performance.now() < until && this.peer.connectionState !== 'closed') {
      const seen = await this.stats(1);
      if (seen.some((entry) => (this.slots.pictures > 0 ? entry.framesDecoded > 0 : entry.packetsReceived > 0))) return;
      await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY));
    }
  }

  /** Gives it up, and tells the server. */
  end() {
    void this.session?.close();
    this.session = null;
    this.peer.close();
  }

  /** @param {string} kind */
  #sections(kind) {
    return this.peer.getTransceivers().filter(({ receiver }) => receiver.track.kind === kind);
  }
}
