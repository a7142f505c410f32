import { build, button, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { confirmed, Sheet } from '../element/sheet.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';

/** Roles that may invite; moderators may only take off. */
const HOSTS = new Set(['host', 'owner']);

/**
 * Bans somebody from the show, once that is confirmed; a note takes it back.
 *
 * @param {import('../room/room.js').Room} room
 * @param {{person: string, name: string}} person
 */
export async function ban(room, { person, name }) {
  if (!await confirmed({ title: t('stage.ban'), text: t('stage.banSure', { name }), action: t('stage.ban') })) return;
  await room.act('ban', { person });
  const undo = button(t('stage.unban'), 'quiet', () => busy(undo, async () => {
    await room.act('unban', { person });
    toast(t('stage.unbanned', { name }), 'good');
  }));
  toast(t('stage.bannedNote', { name }), 'good', undo);
}

/**
 * What somebody of the house can do about a person: the stage's words for those on it, an invitation for the others.
 *
 * @param {import('../room/room.js').Room} room
 * @param {{person: string, name: string}} about
 */
export function openPersonMenu(room, about) {
  const { person, name } = about;
  const sheet = new Sheet({ title: name, kind: 'dialog' });
  const on = room.stage?.people.find((each) => each.person === person);
  const action = (/** @type {string} */ text, /** @type {() => Promise<unknown>} */ work, kind = 'quiet') => {
    const control = button(text, `${kind} wide`, () => busy(control, async () => {
      await work();
      sheet.close();
    }));
    return control;
  };
  const act = (/** @type {string} */ what, /** @type {Record<string, unknown>} */ details = {}) => () => room.act(what, { person, ...details });
  const mute = on && action(t(on.muted ? 'stage.unmutePerson' : 'stage.mutePerson'), act('mute', { microphone: on.muted, camera: !on.hidden }));
  const hide = on && room.stage?.pictures !== 0
    && action(t(on.hidden ? 'stage.showPerson' : 'stage.hidePerson'), act('mute', { microphone: !on.muted, camera: on.hidden }));
  const mayInvite = HOSTS.has(room.me?.role ?? '') && ['cohost', 'voice'].includes(room.stage?.scene ?? '');
  fill(sheet.body, build('div', { class: 'stack' },
    mute, hide,
    on?.role === 'guest' ? action(t('stage.remove'), act('remove')) : null,
    !on && mayInvite ? action(t('stage.invite'), async () => {
      await room.act('invite', { person });
      toast(t('stage.inviteSent', { name }), 'good');
    }) : null,
    on?.role === 'host' ? null : action(t('stage.ban'), async () => {
      sheet.close();
      await ban(room, about);
    }, 'danger')));
  sheet.open();
}
