import { Problem } from '../api/problem.js';
import { asset } from '../element/asset.js';

/**
 * The words of the pages, in the reader's language.
 *
 * One JSON file per language, flat keys. A value is a text with `{name}` places, or an object of plural forms
 * (`Intl.PluralRules` names) chosen by the variable `count`.
 */

/** Languages with a complete file, by their own names. */
export const LANGUAGES = Object.freeze({
  en: 'English',
  'zh-CN': '简体中文',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  id: 'Bahasa Indonesia',
  ar: 'العربية',
  ja: '日本語',
});

const REMEMBERED = 'tradewind.language';
const RIGHT_TO_LEFT = new Set(['ar']);
const HAS_RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** @type {Record<string, string|Record<string, string>>} */
let texts = {};
let current = 'en';
let plural = new Intl.PluralRules('en');

/** The language the page speaks now. */
export function language() {
  return current;
}

/** Whether the page runs from right to left. */
export function isRightToLeft() {
  return RIGHT_TO_LEFT.has(current);
}

/**
 * The best language we have for a wish.
 *
 * `zh-Hant` or `zh` find `zh-CN`, `pt-PT` finds `pt-BR`: nearly right beats English.
 *
 * @param {string|null|undefined} tag
 * @returns {string|null}
 */
export function supported(tag) {
  if (!tag) return null;
  const wanted = tag.toLowerCase();
  const all = Object.keys(LANGUAGES);
  return all.find((code) => code.toLowerCase() === wanted)
    ?? all.find((code) => code.toLowerCase().split('-')[0] === wanted.split('-')[0])
    ?? null;
}

/** What this reader wants: the address, then the last choice, then the browser's list. */
export function wantedLanguage() {
  const asked = supported(new URLSearchParams(location.search).get('language'));
  if (asked) return asked;
  const remembered = supported(localStorage.getItem(REMEMBERED));
  if (remembered) return remembered;
  for (const tag of navigator.languages) {
    const found = supported(tag);
    if (found) return found;
  }
  return 'en';
}

/** Whether the reader chose a language on this device before. */
export function hasChosenLanguage() {
  return new URLSearchParams(location.search).has('language') || localStorage.getItem(REMEMBERED) !== null;
}

/**
 * Loads a language and turns the whole page to it.
 *
 * @param {string} code
 * @param {{remember?: boolean}} [options]
 */
export async function useLanguage(code, options = {}) {
  const answer = await fetch(asset(`languages/${code}.json`)).catch(() => { throw Problem.offline(); });
  if (!answer.ok) throw await Problem.of(answer);
  texts = await answer.json();
  current = code;
  plural = new Intl.PluralRules(code);
  if (options.remember) localStorage.setItem(REMEMBERED, code);
  const root = document.documentElement;
  root.lang = code;
  root.dir = isRightToLeft() ? 'rtl' : 'ltr';
  applyTexts(document);
}

/**
 * Adds the texts of a part of the pages that most visits do not need.
 *
 * @param {string} part such as `stage`
 */
export async function addTexts(part) {
  const answer = await fetch(asset(`languages/${part}/${current}.json`)).catch(() => { throw Problem.offline(); });
  if (!answer.ok) throw await Problem.of(answer);
  const more = await answer.json();
  texts = { ...texts, ...more };
  applyTexts(document);
}

/**
 * Puts a value apart from the direction of the text round it.
 *
 * The characters FSI and PDI do for plain text what `<bdi>` does for elements.
 *
 * @param {string|number} value
 */
function isolated(value) {
  const text = String(value);
  return isRightToLeft() || HAS_RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/**
 * Whether a text stands in the file.
 *
 * @param {string} key
 */
export function hasText(key) {
  return key in texts;
}

/**
 * The text of a key, with its places filled.
 *
 * @param {string} key
 * @param {Record<string, string|number>} [values] `count` also chooses the plural form
 * @returns {string}
 */
export function t(key, values = {}) {
  const entry = texts[key];
  if (entry === undefined) return key;
  const text = typeof entry === 'string'
    ? entry
    : entry[plural.select(Number(values.count))] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (place, name) => {
    const value = values[name];
    if (value === undefined) return place;
    return isolated(typeof value === 'number' ? value.toLocaleString(current) : value);
  });
}

/**
 * Fills the texts that the HTML of a page names.
 *
 * `data-text="key"` sets the content, `data-text-label`, `data-text-placeholder` and `data-text-title` set attributes.
 *
 * @param {ParentNode} root
 */
function applyTexts(root) {
  for (const element of root.querySelectorAll('[data-text]')) {
    element.textContent = t(element.getAttribute('data-text') ?? '');
  }
  for (const [name, attribute] of [['label', 'aria-label'], ['placeholder', 'placeholder'], ['title', 'title']]) {
    for (const element of root.querySelectorAll(`[data-text-${name}]`)) {
      element.setAttribute(attribute, t(element.getAttribute(`data-text-${name}`) ?? ''));
    }
  }
}
