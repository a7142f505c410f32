import { build, button, fill, icon, iconButton } from '../element/build.js';
import { busy } from '../element/busy.js';
import { keepFocus } from '../element/keep-focus.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';
import { openHandSheet } from './hand-sheet.js';
import { OwnMedia, toastTrouble } from './own-media.js';

/** What is waiting or on the stage, so that camera and microphone are in use. */
const TAKING_PART = new Set(['raised', 'invited', 'seated']);

/**
 * The viewer's own way: hand, wait, invitation, stage, and off it again.
 *
 * It owns the bar that says how things stand and has the buttons of somebody on the stage.
 */
export class Participation {
  own;
  bar = build('div', { class: 'stage-bar', role: 'group', hidden: true });
  #said = build('p', { class: 'hidden-words', role: 'status' });
  #state = 'none';
  #invitation = /** @type {import('../element/sheet.js').Sheet|null} */ (null);
  /** Whether what ends is the viewer's own wish. */
  #isLeaving = false;

  /**
   * @param {import('../room/room.js').Room} room
   * @param {import('../media/player.js').WhepPlayer} player
   */
  constructor(room, player) {
    this.room = room;
    this.player = player;
    this.own = new OwnMedia(room);
    this.own.addEventListener('change', () => this.#draw());
    this.own.addEventListener('refused', (event) => toastTrouble(/** @type {CustomEvent} */ (event).detail));
    this.bar.setAttribute('aria-label', t('stage.yours'));
    document.body.append(this.#said);
    room.addEventListener('mine', () => this.#follow());
    room.addEventListener('stage', () => this.#draw());
    this.#follow();
  }

  get #hasPicture() {
    return (this.room.stage?.pictures ?? 0) > 0;
  }

  /** Whether somebody of the house looks: they have the stage by right, and send from the studio. */
  get isHouse() {
    return ['host', 'owner'].includes(this.room.me?.role ?? '');
  }

  /** Whether the viewer may take people off the stage. */
  get isModerator() {
    return (this.room.me?.role ?? 'viewer') !== 'viewer';
  }

  /** Asks to be let onto the stage. */
  raise() {
    if (this.#state !== 'none') return;
    openHandSheet({
      own: this.own, title: t('stage.raise'), text: t('stage.raiseText'), action: t('stage.raise'), hasPicture: this.#hasPicture,
      go: () => this.ask(),
    });
  }

  /**
   * Puts the hand up, with the devices that are open.
   *
   * @param {Record<string, unknown>} [details] such as a product
   */
  async ask(details = {}) {
    this.#isLeaving = false;
    await this.room.act('raise', { camera: this.own.hasCamera, ...details });
    this.#warm();
  }

  /**
   * Takes the hand down, or leaves the stage.
   *
   * @param {string} [note]
   */
  async lower(note) {
    this.#isLeaving = true;
    await this.room.act('lower', note ? { note } : {});
    await this.own.stop();
  }

  /** The way to the server is made before it is needed. */
  #warm() {
    this.player.identify();
    if (this.player.state === 'restricted') this.player.retry();
    this.own.publish().catch(toastTrouble);
  }

  #follow() {
    const before = this.#state;
    const { state } = this.room.mine;
    if (this.isHouse) return;
    this.#state = state;
    if (state === 'invited' && before !== 'invited') this.#invite();
    if (state !== 'invited' && state !== before) this.#endInvitation();
    if (TAKING_PART.has(before) && !TAKING_PART.has(state)) this.#ended(before, state);
    if (state === 'banned') void this.own.stop();
    // A page that was loaded anew is still on the stage for the room, but sends nothing.
    if ((state === 'raised' || state === 'seated') && !TAKING_PART.has(before) && !this.own.stream) this.#comeBack();
    if (state === 'seated' && before !== 'seated') this.#say(t(this.room.stage?.scene === 'private' ? 'call.text' : 'stage.isOn'));
    this.#draw();
  }

  #comeBack() {
    const person = this.room.stage?.people.find((each) => each.person === this.room.me?.viewer);
    this.own.open({ camera: this.#hasPicture && (person?.camera ?? true) }).then(() => this.#warm(), toastTrouble);
  }

  /** @param {string} before @param {string} state */
  #ended(before, state) {
    void this.own.stop();
    if (state === 'banned') this.#say(t('stage.banned'), 'bad');
    else if (!this.#isLeaving && this.room.stage?.scene !== 'private') {
      this.#say(t(before === 'seated' ? 'stage.removed' : 'stage.handTaken'), 'note');
    }
    this.#isLeaving = false;
  }

  #invite() {
    const host = this.room.show?.host ?? '';
    let isAnswered = false;
    this.#invitation = openHandSheet({
      own: this.own, title: t('stage.invited'), text: t('stage.invitedText', { host }), action: t('stage.accept'), hasPicture: this.#hasPicture,
      go: async () => {
        this.#warm();
        await this.room.act('accept');
        isAnswered = true;
        if (!this.own.hasCamera && this.#hasPicture) await this.room.act('set', { microphone: true, camera: false }).catch(() => null);
      },
      onrefuse: () => {
        if (!isAnswered && this.room.mine.state === 'invited') this.lower().catch(toastTrouble);
      },
    });
  }

  #endInvitation() {
    const sheet = this.#invitation;
    this.#invitation = null;
    if (this.#state !== 'seated') sheet?.close();
  }

  #draw() {
    const { mine, stage } = this.room;
    if (this.isHouse) return;
    const isCall = stage?.scene === 'private';
    this.bar.hidden = isCall ? mine.state !== 'seated' : mine.state !== 'raised' && mine.state !== 'seated';
    this.bar.dataset.state = mine.state;
    document.body.dataset.mine = mine.state;
    keepFocus(this.bar, () => fill(this.bar, ...(mine.state === 'seated' ? this.#controls() : this.#waiting())));
  }

  #waiting() {
    const { position } = this.room.mine;
    const lower = button(t('stage.lower'), 'quiet', () => busy(lower, () => this.lower()), { data: { focus: 'stage lower' } });
    return [icon('hand'), build('p', { role: 'status' }, position === null ? t('stage.waiting') : t('stage.position', { count: position })), lower];
  }

  #controls() {
    const { mine, stage } = this.room;
    const hasSound = this.own.hasMicrophone && !mine.muted;
    const hasPicture = this.own.hasCamera && !mine.hidden;
    const sound = iconButton(hasSound ? 'microphone' : 'no-microphone',
      t(mine.muted ? 'stage.mutedByHost' : hasSound ? 'stage.mute' : 'stage.unmute'),
      () => busy(sound, () => this.own.setMicrophone(!this.own.hasMicrophone).then(() => this.#draw())),
      { 'aria-pressed': String(!hasSound), disabled: mine.muted, id: 'stage-sound', data: { focus: 'stage sound' } });
    const camera = iconButton(hasPicture ? 'camera' : 'no-camera',
      t(mine.hidden ? 'stage.hiddenByHost' : hasPicture ? 'stage.cameraOff' : 'stage.cameraOn'),
      () => busy(camera, () => this.own.setCamera(!this.own.hasCamera).catch(toastTrouble)),
      { 'aria-pressed': String(!hasPicture), disabled: mine.hidden, id: 'stage-camera', data: { focus: 'stage camera' } });
    const isCall = stage?.scene === 'private';
    const leave = iconButton(isCall ? 'hang-up' : 'leave', t(isCall ? 'call.hangUp' : 'stage.leave'), () => busy(leave, () => this.lower()),
      { id: 'stage-leave', data: { focus: 'stage leave' } });
    leave.classList.add('leaving');
    return [sound, this.#hasPicture ? camera : null, leave];
  }

  /** @param {string} text @param {'note'|'good'|'bad'} [kind] */
  #say(text, kind = 'good') {
    toast(text, kind);
    this.#said.textContent = text;
  }
}
