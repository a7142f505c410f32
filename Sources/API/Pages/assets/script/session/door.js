import { toastProblem } from '../element/toast.js';
import { beginPage } from './page.js';

beginPage('door.title').catch(toastProblem);
