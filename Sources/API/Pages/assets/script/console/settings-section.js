import { api, session } from '../api/client.js';
import { build, field, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { markFields } from '../element/mark-fields.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';

/** The shortest password that is taken; length is what counts (NIST SP 800-63B). */
const SHORTEST = 10;

/**
 * Settings of the person at the desk.
 *
 * @param {HTMLElement} place
 */
export async function drawSettings(place) {
  const mine = await session();
  const save = build('button', { type: 'submit', class: 'primary' }, t('settings.setPassword'));
  const password = (/** @type {string} */ name) => build('input', {
    name, type: 'password', required: true, minlength: SHORTEST, maxlength: '256', autocomplete: 'new-password', dir: 'ltr',
  });
  const current = build('input', { name: 'current', type: 'password', maxlength: '256', autocomplete: 'current-password', dir: 'ltr' });
  const first = password('password');
  const second = password('again');
  second.addEventListener('input', () => second.setCustomValidity(''));
  const form = build('form', {
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      second.setCustomValidity(first.value === second.value ? '' : t('settings.different'));
      if (!second.reportValidity()) return;
      void busy(save, async () => {
        const email = String(new FormData(form).get('email'));
        await markFields(form, () => api.put('/session/password', { email, password: first.value, current: current.value }));
        form.reset();
        toast(t('settings.passwordSet'), 'good');
      });
    },
  },
  field(t('signIn.email'), build('input', { name: 'email', type: 'email', required: true, autocomplete: 'username', dir: 'ltr' })),
  field(t('settings.currentPassword'), current, t('settings.currentHint')),
  field(t('settings.newPassword'), first, t('settings.passwordHint', { count: SHORTEST })),
  field(t('settings.repeat'), second), save);
  fill(place, build('div', { class: 'page-head' }, build('h1', null, t('console.settings'))),
    build('section', { class: 'panel' }, build('h2', null, t('settings.password')), form),
    build('section', { class: 'panel' }, build('h2', null, t('settings.you')),
      build('p', null, build('bdi', null, mine.name), ' · ', t(`role.${mine.role}`))));
}
