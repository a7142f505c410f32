import { Problem } from '../api/problem.js';
import { hasText, language, t } from './language.js';

/**
 * Says a failure in the reader's words.
 *
 * What is no answer of the server is a fault of the page itself.
 *
 * @param {unknown} failure
 */
export function problemText(failure) {
  return failure instanceof Problem ? refusalText(failure) : t('problem.unexpected');
}

/**
 * Says what a refusal means and what helps.
 *
 * The server speaks English and names numbers and things; other languages have a text of their own for what buyers meet.
 *
 * @param {{code: string, detail?: string, action?: string}} refusal
 */
export function refusalText({ code, detail, action }) {
  const key = `problem.${code}`;
  const told = [detail, action].filter(Boolean).join(' ');
  if (hasText(key) && (language() !== 'en' || !told)) return t(key);
  return told || t('problem.unexpected');
}
