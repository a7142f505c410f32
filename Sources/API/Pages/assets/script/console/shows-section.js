/** @typedef {import('../types.js').Show} Show */
import { api } from '../api/client.js';
import { readAll } from '../api/read-all.js';
import { build, button, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { confirmed } from '../element/sheet.js';
import { toast } from '../element/toast.js';
import { formatDateTime } from '../text/format.js';
import { t } from '../text/language.js';
import { DataTable, opener } from './data-table.js';
import { openShelfDialog } from './shelf-dialog.js';
import { openShowDialog } from './show-dialog.js';

/** @param {Show} show */
const badge = (show) => build('span', { class: show.state === 'live' ? 'badge on-air' : 'badge' }, t(`showState.${show.state}`));

/**
 * Ends a show, or removes one that never began.
 *
 * @param {Show} show
 * @param {() => Promise<void>} again
 */
async function finish(show, again) {
  const isOn = show.state === 'live' || show.state === 'paused';
  const key = isOn ? 'studio.end' : 'shows.remove';
  if (!await confirmed({ title: t(key), text: t(isOn ? 'studio.endSure' : 'shows.removeSure', { title: show.title }), action: t(key) })) return;
  if (isOn) await api.put(`/shows/${show.id}/state`, { state: 'ended' });
  else await api.remove(`/shows/${show.id}`);
  toast(t(isOn ? 'shows.endedNote' : 'shows.removedNote'), 'good');
  await again();
}

/**
 * The shows of the house.
 *
 * @param {HTMLElement} place
 */
export async function drawShows(place) {
  const read = async () => table.show(await readAll('/shows?state=live,paused,scheduled,ended'));
  /** @type {DataTable<Show>} */
  const table = new DataTable({
    name: t('console.shows'),
    empty: t('shows.empty'),
    columns: [
      { label: t('shows.title'), value: (show) => show.title, cell: (show) => opener(show.title, () => openShowDialog(show, read)) },
      { label: t('table.state'), value: (show) => t(`showState.${show.state}`), cell: badge },
      { label: t('shows.starts'), value: (show) => show.startsAt ?? '', cell: (show) => (show.startsAt ? formatDateTime(show.startsAt) : '–') },
      { label: t('health.viewers'), value: (show) => show.viewers, figure: true },
    ],
    actions: (show) => {
      const end = button(t(show.state === 'live' || show.state === 'paused' ? 'studio.end' : 'shows.remove'), 'link-button',
        () => busy(end, () => finish(show, read)));
      const shelf = button(t('shows.shelf'), 'link-button', () => busy(shelf, () => openShelfDialog(show)));
      return [
        build('a', { class: 'link-button', href: `/studio/${show.id}` }, t('studio.title')),
        shelf,
        end,
      ];
    },
  });
  const create = button(t('shows.create'), 'primary', () => busy(create, () => openShowDialog(null, read)));
  fill(place, build('div', { class: 'page-head' }, build('h1', null, t('console.shows')), create), table.element);
  await read();
}
