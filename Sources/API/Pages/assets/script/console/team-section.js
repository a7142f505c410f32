/** @typedef {import('../types.js').Member} Member */
import { api } from '../api/client.js';
import { readAll } from '../api/read-all.js';
import { build, button, field, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { Sheet, confirmed } from '../element/sheet.js';
import { toast, toastProblem } from '../element/toast.js';
import { t } from '../text/language.js';
import { DataTable } from './data-table.js';
import { openForm } from '../element/form-dialog.js';

const ROLES = ['owner', 'host', 'moderator'];

/** @param {string} chosen */
const roleOptions = (chosen) => ROLES.map((role) => build('option', { value: role, selected: role === chosen }, t(`role.${role}`)));

/**
 * Shows the link of an invitation, which works once.
 *
 * @param {string} link
 */
function showLink(link) {
  const sheet = new Sheet({ title: t('team.link'), kind: 'dialog' });
  const input = build('input', { value: link, readonly: true, dir: 'ltr', 'aria-label': t('team.link') });
  fill(sheet.body, build('div', { class: 'link-box' }, build('p', null, t('team.linkText')), input));
  fill(sheet.foot, button(t('common.copy'), 'primary', async () => {
    input.select();
    await navigator.clipboard?.writeText(link);
    toast(t('live.linkCopied'), 'good');
  }));
  sheet.open();
}

/** @param {() => Promise<void>} saved */
function openInvite(saved) {
  openForm({
    title: t('team.invite'),
    action: t('team.invite'),
    body: [
      field(t('signIn.email'), build('input', { name: 'email', type: 'email', required: true, dir: 'ltr' })),
      field(t('team.role'), build('select', { name: 'role' }, ...roleOptions('host')), t('team.roleHint')),
    ],
    submit: async (data) => {
      const { link } = await api.post('/team', { email: data.get('email'), role: data.get('role') });
      await saved();
      if (link) showLink(new URL(link, location.origin).href);
    },
  });
}

/**
 * The people of the house.
 *
 * @param {HTMLElement} place
 */
export async function drawTeam(place) {
  const read = async () => table.show(await readAll('/team'));
  /** @type {DataTable<Member>} */
  const table = new DataTable({
    name: t('console.team'),
    empty: t('team.empty'),
    columns: [
      { label: t('signIn.email'), value: (member) => member.email },
      { label: t('team.role'), value: (member) => t(`role.${member.role}`), cell: (member) => {
        const choice = build('select', { 'aria-label': t('team.roleOf', { name: member.email }) }, ...roleOptions(member.role));
        choice.addEventListener('change', () => {
          api.patch(`/team/${member.id}`, { role: choice.value }).then(() => toast(t('common.saved'), 'good')).catch((failure) => {
            choice.value = member.role;
            toastProblem(failure);
          });
        });
        return choice;
      } },
    ],
    actions: (member) => {
      const remove = button(t('team.remove'), 'link-button', () => busy(remove, async () => {
        if (!await confirmed({ title: t('team.remove'), text: t('team.removeSure', { name: member.email }), action: t('team.remove') })) return;
        await api.remove(`/team/${member.id}`);
        await read();
      }));
      return [remove];
    },
  });
  fill(place, build('div', { class: 'page-head' }, build('h1', null, t('console.team')),
    button(t('team.invite'), 'primary', () => openInvite(read))), table.element);
  await read();
}
