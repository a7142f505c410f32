import { Problem } from '../api/problem.js';
import { hasText, t } from '../text/language.js';

/**
 * Marks the fields that a refusal names; what is wrong stands at each until it is changed.
 *
 * @param {HTMLFormElement} form
 * @param {unknown} failure
 */
export function markFields(form, failure) {
  if (!(failure instanceof Problem)) return;
  const marked = failure.errors.flatMap(({ field, code }) => {
    const control = form.elements.namedItem(field.split('.').at(-1) ?? '');
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return [];
    mark(control, hasText(`field.${code}`) ? t(`field.${code}`) : t('field.invalid'));
    return [control];
  });
  marked[0]?.reportValidity();
}

/**
 * @param {HTMLInputElement|HTMLTextAreaElement} control
 * @param {string} text
 */
function mark(control, text) {
  control.setCustomValidity(text);
  control.setAttribute('aria-invalid', 'true');
  control.addEventListener('input', () => {
    control.setCustomValidity('');
    control.removeAttribute('aria-invalid');
  }, { once: true });
}
