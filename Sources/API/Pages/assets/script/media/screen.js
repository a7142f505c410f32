/**
 * One slot as it is played: an element, and what has arrived for it.
 *
 * An element that waits for a first picture plays no sound, so one without a picture gets the sound alone.
 */
export class Screen {
  #stream = /** @type {MediaStream|null} */ (null);
  /** The sound of the stream alone, while that is played. */
  #sound = /** @type {MediaStream|null} */ (null);
  #hasPicture = true;

  /**
   * @param {HTMLMediaElement} element
   * @param {(failure: DOMException) => void} [refused] by the browser
   */
  constructor(element, refused = () => {}) {
    this.element = element;
    this.refused = refused;
  }

  /** @param {MediaStream|null} stream its picture and sound; what was played goes on until there is another */
  set stream(stream) {
    if (stream !== this.#stream) this.#sound = null;
    this.#stream = stream;
    this.play();
  }

  /** Whether a picture is to be expected. */
  get hasPicture() {
    return this.#hasPicture;
  }

  /** @param {boolean} hasPicture */
  set hasPicture(hasPicture) {
    if (hasPicture === this.#hasPicture) return;
    this.#hasPicture = hasPicture;
    this.play();
  }

  /** Plays what has arrived. */
  play() {
    const { element } = this;
    if (!this.#stream) return;
    const isShown = element.srcObject === this.#stream && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    const tracks = this.#stream.getAudioTracks();
    if (this.#hasPicture || isShown) this.#sound = null;
    // Picture and sound arrive one after the other, so there may be more of it than before.
    else if (tracks.length !== this.#sound?.getTracks().length) this.#sound = new MediaStream(tracks);
    const source = this.#sound ?? this.#stream;
    if (element.srcObject !== source) element.srcObject = source;
    // A play that a newer stream interrupts is no refusal of the browser's.
    element.play().catch((failure) => failure.name === 'NotAllowedError' && this.refused(failure));
  }
}
