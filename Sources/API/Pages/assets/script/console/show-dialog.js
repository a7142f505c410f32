/** @typedef {import('../types.js').Show} Show */
import { api } from '../api/client.js';
import { build, field } from '../element/build.js';
import { toast } from '../element/toast.js';
import { LANGUAGES, t } from '../text/language.js';
import { openForm } from './form-dialog.js';

/**
 * A time as `datetime-local` fields write it, in the operator's own zone.
 *
 * @param {string|null} at
 */
function localTime(at) {
  if (!at) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/**
 * Creates or changes a show.
 *
 * @param {Show|null} show
 * @param {() => Promise<void>} saved
 */
export function openShowDialog(show, saved) {
  openForm({
    title: show ? show.title : t('shows.create'),
    action: show ? t('common.save') : t('common.create'),
    body: [
      field(t('shows.title'), build('input', { name: 'title', required: true, maxlength: '120', value: show?.title ?? '', dir: 'auto' })),
      field(t('shows.description'), build('textarea', { name: 'description', maxlength: '2000', dir: 'auto' }, show?.description ?? '')),
      build('div', { class: 'fields' },
        field(t('shows.host'), build('input', { name: 'host', required: true, maxlength: '80', value: show?.host ?? '', dir: 'auto' })),
        field(t('shows.starts'), build('input', { name: 'startsAt', type: 'datetime-local', value: localTime(show?.startsAt ?? null) }),
          t('shows.startsHint', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })),
        field(t('shows.language'), build('select', { name: 'language' }, ...Object.entries(LANGUAGES).map(([code, name]) =>
          build('option', { value: code, selected: code === (show?.language ?? 'en'), lang: code }, name))))),
    ],
    submit: async (data) => {
      const at = String(data.get('startsAt'));
      const body = {
        title: String(data.get('title')).trim(),
        description: String(data.get('description')).trim(),
        host: String(data.get('host')).trim(),
        language: data.get('language'),
        startsAt: at ? new Date(at).toISOString() : null,
      };
      if (show) await api.patch(`/shows/${show.id}`, body);
      else await api.post('/shows', body);
      toast(t('common.saved'), 'good');
      await saved();
    },
  });
}
