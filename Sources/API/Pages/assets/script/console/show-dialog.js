/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Show} Show */
import { api } from '../api/client.js';
import { readAll } from '../api/read-all.js';
import { build, field } from '../element/build.js';
import { pictureChoice } from '../element/picture-choice.js';
import { toast, toastProblem } from '../element/toast.js';
import { LANGUAGES, t } from '../text/language.js';
import { openForm } from '../element/form-dialog.js';

/** What a show can be; it is chosen before it goes on air. */
const SCENES = ['single', 'cohost', 'voice', 'private', 'product'];

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
 * A catalogue that cannot be read keeps nobody from changing the rest.
 *
 * @param {Show|null} show
 */
async function posterChoice(show) {
  const products = await readAll('/products').catch((failure) => {
    toastProblem(failure);
    return /** @type {Product[]} */ ([]);
  });
  /** @type {Map<string, string>} */
  const titles = new Map();
  for (const { pictures: [picture], title } of products) if (picture) titles.set(picture.url, title);
  const chosen = show?.poster ?? '';
  if (chosen && !titles.has(chosen)) titles.set(chosen, t('shows.poster'));
  return pictureChoice({
    name: 'poster', legend: t('shows.poster'), none: t('shows.noPoster'), chosen,
    pictures: [...titles].map(([url, alt]) => ({ url, alt })),
  });
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
        field(t('shows.scene'), build('select', { name: 'scene', disabled: show !== null && show.state !== 'scheduled' }, ...SCENES.map((scene) =>
          build('option', { value: scene, selected: scene === (show?.scene ?? 'single') }, t(`scene.${scene}`)))), t('shows.sceneHint')),
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
        // A show that is on air keeps its scene, and a field that is shut says nothing.
        ...(data.has('scene') ? { scene: data.get('scene') } : {}),
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
