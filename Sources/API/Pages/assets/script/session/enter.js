import { toastProblem } from '../element/toast.js';
import { beginPage } from './page.js';

beginPage('enter.title').catch(toastProblem);
