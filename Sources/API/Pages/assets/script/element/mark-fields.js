import { Problem } from '../api/problem.js';
import { hasText, language, t } from '../text/language.js';
import { build } from './build.js';

/** How many fields were marked on this page; names what stands at each. */
let marked = 0;

/**
 * Sends a form, and says at its fields what a refusal finds wrong with them, until something is changed.
 *
 * @template T
 * @param {HTMLFormElement} form
 * @param {() => Promise<T>} send
 * @returns {Promise<T>}
 */
export async function markFields(form, send) {
  unmark(form);
  try {
    return await send();
  } catch (failure) {
    const errors = failure instanceof Problem ? failure.fieldErrors : [];
    const blamed = errors.flatMap(({ field, code, detail }) => {
      const controls = controlsOf(form, field.split('.').at(-1) ?? '');
      mark(controls, fieldText(code, detail));
      return controls;
    });
    blamed[0]?.focus();
    throw failure;
  }
}

/**
 * What is wrong with a field: the server's own sentence for readers of its language, which names limits and examples.
 *
 * @param {string} code
 * @param {string} detail
 */
function fieldText(code, detail) {
  if (detail && language() === 'en') return detail;
  return hasText(`field.${code}`) ? t(`field.${code}`) : t('field.invalid');
}

/**
 * Says what is wrong at a field, or once for a group of fields.
 *
 * @param {HTMLElement[]} controls
 * @param {string} text
 */
export function mark(controls, text) {
  const [first] = controls;
  if (!first) return;
  marked += 1;
  const note = build('small', { class: 'field-problem', id: `problem-${marked}`, dir: 'auto' }, text);
  const group = first.closest('fieldset') ?? first.parentElement;
  (controls.length > 1 ? group : first.closest('.field, td') ?? group)?.append(note);
  for (const control of controls) {
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', note.id);
  }
  const form = first.closest('form');
  form?.addEventListener('input', () => unmark(form), { once: true });
}

/** @param {HTMLFormElement} form */
function unmark(form) {
  for (const note of form.querySelectorAll('.field-problem')) note.remove();
  for (const control of form.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid');
    control.removeAttribute('aria-describedby');
  }
}

/**
 * The controls the server means by a name; radio buttons and the rows of a table have one for several.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLElement[]}
 */
function controlsOf(form, name) {
  const wanted = CSS.escape(name);
  return /** @type {HTMLElement[]} */ ([...form.querySelectorAll(`[name="${wanted}"], [data-field="${wanted}"]`)]);
}
