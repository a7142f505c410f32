import { signIn } from '../api/client.js';
import { need } from '../element/build.js';
import { toastProblem } from '../element/toast.js';
import { problemText } from '../text/problem-text.js';
import { beginPage } from './page.js';

/** Where people of the house go after signing in; only places of our own. */
function target() {
  const wanted = new URLSearchParams(location.search).get('to') ?? '/console';
  return /^\/(console|studio)(\/|$)/.test(wanted) ? wanted : '/console';
}

/**
 * Checks e-mail and password and goes on.
 *
 * @param {SubmitEvent} event
 */
async function submit(event) {
  event.preventDefault();
  const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const trouble = /** @type {HTMLElement} */ (need('#trouble'));
  const send = need('#sign-in button');
  trouble.hidden = true;
  send.setAttribute('aria-busy', 'true');
  try {
    await signIn(String(data.get('email')), String(data.get('password')));
    location.assign(target());
  } catch (failure) {
    trouble.textContent = problemText(failure);
    trouble.hidden = false;
  } finally {
    send.removeAttribute('aria-busy');
  }
}

need('#sign-in').addEventListener('submit', (event) => void submit(/** @type {SubmitEvent} */ (event)));
beginPage('signIn.title').catch(toastProblem);
