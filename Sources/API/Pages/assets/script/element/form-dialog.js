import { build, fill } from './build.js';
import { busy } from './busy.js';
import { markFields } from './mark-fields.js';
import { Sheet } from './sheet.js';

/**
 * A dialog with a form and one button that sends it.
 *
 * @param {{title: string, action: string, body: any[], submit: (data: FormData) => Promise<void>, kind?: string,
 *          broad?: boolean, more?: Node[], onclose?: () => void}} options `submit` throws what went wrong; the dialog
 *          stays open then
 * @returns {Sheet}
 */
export function openForm({ title, action, body, submit, kind = 'primary', broad = false, more = [], onclose }) {
  const sheet = new Sheet({ title, kind: 'dialog', className: broad ? 'broad' : '', onclose });
  const id = `form-${Math.random().toString(36).slice(2)}`;
  const send = build('button', { type: 'submit', class: kind, form: id }, action);
  const form = build('form', {
    id,
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (await busy(send, () => markFields(form, () => submit(new FormData(form))))) sheet.close();
    },
  }, ...body);
  fill(sheet.body, form);
  fill(sheet.foot, ...more, send);
  return sheet.open();
}
