import { build, fill } from '../element/build.js';
import { busy } from '../element/busy.js';
import { markFields } from '../element/mark-fields.js';
import { Sheet } from '../element/sheet.js';

/**
 * A dialog with a form and one button that sends it.
 *
 * @param {{title: string, action: string, body: any[], submit: (data: FormData) => Promise<void>, broad?: boolean,
 *          more?: Node[]}} options `submit` throws what went wrong; the dialog stays open then
 * @returns {Sheet}
 */
export function openForm({ title, action, body, submit, broad = false, more = [] }) {
  const sheet = new Sheet({ title, kind: 'dialog', className: broad ? 'broad' : '' });
  const id = `form-${Math.random().toString(36).slice(2)}`;
  const send = build('button', { type: 'submit', class: 'primary', form: id }, action);
  const form = build('form', {
    id,
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      const work = () => submit(new FormData(form)).catch((failure) => {
        markFields(form, failure);
        throw failure;
      });
      if (await busy(send, work)) sheet.close();
    },
  }, ...body);
  fill(sheet.body, form);
  fill(sheet.foot, ...more, send);
  return sheet.open();
}
