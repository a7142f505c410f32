/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Show} Show */
import { api } from '../api/client.js';
import { build, field } from '../element/build.js';
import { toast } from '../element/toast.js';
import { LANGUAGES, t } from '../text/language.js';
import { openForm } from './form-dialog.js';

/** Who may watch: everybody, or those with a link or role for the show. */
const ACCESS = ['open', 'restricted'];

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
 * The picture of a show before it begins, chosen from those of the catalogue.
 *
 * @param {Show|null} show
 */
async function posterChoice(show) {
  /** @type {{items: Product[]}} */
  const { items } = await api.get('/products?limit=100');
  const urls = new Set(items.flatMap((product) => product.pictures.slice(0, 1).map((picture) => picture.url)));
  if (show?.poster) urls.add(show.poster);
  const titles = new Map(items.map((product) => [product.pictures[0]?.url, product.title]));
  const radio = (/** @type {string} */ value, /** @type {Node} */ content) => build('label', { class: 'choice' },
    build('input', { type: 'radio', name: 'poster', value, checked: value === (show?.poster ?? '') }), content);
  return build('fieldset', { class: 'picture-choice' }, build('legend', { class: 'field-label' }, t('shows.poster')),
    radio('', build('span', null, t('shows.noPoster'))),
    ...[...urls].map((url) => radio(url, build('img', { src: url, alt: titles.get(url) ?? t('shows.poster'), loading: 'lazy' }))));
}

/**
 * Creates or changes a show.
 *
 * @param {Show|null} show
 * @param {() => Promise<void>} saved
 */
export async function openShowDialog(show, saved) {
  const poster = await posterChoice(show);
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
          build('option', { value: code, selected: code === (show?.language ?? 'en'), lang: code }, name)))),
        field(t('shows.access'), build('select', { name: 'access' }, ...ACCESS.map((access) =>
          build('option', { value: access, selected: access === (show?.access ?? 'open') }, t(`access.${access}`)))), t('shows.accessHint'))),
      build('label', { class: 'check' },
        build('input', { type: 'checkbox', name: 'allowsLinks', checked: show?.allowsLinks ?? false }), t('shows.allowsLinks')),
      poster,
    ],
    submit: async (data) => {
      const at = String(data.get('startsAt'));
      const body = {
        title: String(data.get('title')).trim(),
        description: String(data.get('description')).trim(),
        host: String(data.get('host')).trim(),
        language: data.get('language'),
        startsAt: at ? new Date(at).toISOString() : null,
        access: data.get('access'),
        allowsLinks: data.has('allowsLinks'),
        poster: String(data.get('poster')) || null,
      };
      if (show) await api.patch(`/shows/${show.id}`, body);
      else await api.post('/shows', body);
      toast(t('common.saved'), 'good');
      await saved();
    },
  });
}
