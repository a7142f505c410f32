import { Later } from './recovery.js';

/** Heights that hosts send, whole, halved and quartered. */
const STEPS = [180, 360, 720, 1080, 1440, 2160];
/** A picture drawn so many times as large as it is still looks sharp. */
const STRETCH = 1.1;
/** A window that is being drawn larger is measured when it is done. */
const SETTLES_AFTER = 500;
/** Who looks at another page for a moment finds the picture running. */
const HIDDEN_AFTER = 5000;

/**
 * Asks the player for as high a picture of each slot as is looked at, or as was chosen; for none while nobody can see it.
 *
 * Until the market's limit is known, only what was chosen is asked for: the server itself begins with the limit. Of a slot
 * that was never shown nothing is said, so that whoever comes is seen at once.
 */
export class PictureNeed {
  /** What is sent at most to who has not chosen, in lines. */
  #most = /** @type {number|null} */ (null);
  #choice = /** @type {number|null} */ (null);
  #isHidden = false;
  #settling = new Later();
  #hiding = new Later();
  /** By slot, the element it is drawn in; slots that are not shown any more have none. */
  #places = /** @type {Map<number, HTMLVideoElement|null>} */ (new Map());
  #measure = () => this.#settling.after(SETTLES_AFTER, () => this.#tell());
  #sizes = new ResizeObserver(this.#measure);

  /** @param {import('./player.js').WhepPlayer} player */
  constructor(player) {
    this.player = player;
    this.show(1, player.video);
    document.addEventListener('visibilitychange', () => this.#look());
    this.#look();
  }

  /**
   * A slot is drawn in an element.
   *
   * @param {number} slot
   * @param {HTMLVideoElement} video
   */
  show(slot, video) {
    if (this.#places.get(slot) === video) return;
    this.#places.set(slot, video);
    this.#sizes.observe(video);
    video.addEventListener('resize', this.#measure);
    if (slot > 1) this.#measure();
  }

  /** @param {number} slot that is not drawn any more */
  hide(slot) {
    const video = this.#places.get(slot);
    if (!video) return;
    this.#sizes.unobserve(video);
    video.removeEventListener('resize', this.#measure);
    this.#places.set(slot, null);
    this.#tell();
  }

  /** The lines that were chosen, 0 for sound alone; `null` for what fits. */
  get choice() {
    return this.#choice;
  }

  /** @param {number|null} choice */
  set choice(choice) {
    this.#choice = choice;
    this.#tell();
  }

  /** What is sent at most to who has not chosen, in lines; `null` until it is known. */
  get most() {
    return this.#most;
  }

  /** @param {number|null} lines */
  set most(lines) {
    this.#most = lines;
    this.#tell();
  }

  /** A page that is shown again gets its picture at once. */
  #look() {
    if (document.hidden) {
      this.#hiding.after(HIDDEN_AFTER, () => this.#hide(true));
      return;
    }
    this.#hiding.cancel();
    this.#hide(false);
  }

  /** @param {boolean} isHidden */
  #hide(isHidden) {
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    this.#tell();
  }

  #tell() {
    if (this.#choice === null && this.#most === null) return;
    for (const [slot, video] of this.#places) {
      const lines = this.#isHidden || !video ? 0 : this.#linesOf(slot, video);
      if (slot === 1) this.player.want(lines, this.#choice === 0);
      else this.player.wantOf(slot, lines);
    }
  }

  /** @param {number} slot @param {HTMLVideoElement} video */
  #linesOf(slot, video) {
    // Who has chosen a size gets it of the host, however small it is drawn.
    if (slot === 1 && this.#choice !== null) return this.#choice;
    return Math.min(this.#choice ?? this.#most ?? Infinity, step(video));
  }
}

/**
 * The least of the usual heights at which a video looks sharp.
 *
 * @param {HTMLVideoElement} video
 */
function step(video) {
  return STEPS.find((lines) => lines * STRETCH >= drawn(video) * devicePixelRatio) ?? Infinity;
}

/**
 * The shorter side of the picture as it is drawn, in CSS pixels; that of its box while the picture is not known.
 *
 * @param {HTMLVideoElement} video
 */
function drawn(video) {
  const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return Math.min(clientWidth, clientHeight);
  const fit = getComputedStyle(video).objectFit === 'cover' ? Math.max : Math.min;
  return Math.min(videoWidth, videoHeight) * fit(clientWidth / videoWidth, clientHeight / videoHeight);
}
