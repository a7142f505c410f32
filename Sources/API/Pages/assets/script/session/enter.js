import { need } from '../element/build.js';
import { toastProblem } from '../element/toast.js';
import { beginPage } from './page.js';

// The door and the closed door differ in their words alone, and the heading names the page.
beginPage(need('h1').getAttribute('data-text') ?? '').catch(toastProblem);
