/** @typedef {import('../types.js').Product} Product */
import { api } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { build, button, field } from '../element/build.js';
import { busy } from '../element/busy.js';
import { confirmed } from '../element/sheet.js';
import { toast, toastProblem } from '../element/toast.js';
import { t } from '../text/language.js';
import { openForm } from '../element/form-dialog.js';
import { PictureBox } from './picture-box.js';
import { VariantsEditor } from './variants-editor.js';

/** The shop's currency while the catalogue is still empty. */
const FIRST_CURRENCY = 'USD';

/**
 * A handle made of a title: lower case, words joined by hyphens.
 *
 * @param {string} title
 */
const handleOf = (title) => title.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 128).replace(/-$/, '');

/**
 * Writes the counts that changed to the ledger; where it moved meanwhile, the form shows the count of now.
 *
 * @param {Product} product
 * @param {VariantsEditor} editor
 */
async function writeStock(product, editor) {
  for (const row of editor.counted()) {
    const onHand = Number(row.onHand);
    try {
      await api.put(`/products/${product.id}/stock`, { variant: row.id, expected: row.counted, onHand });
      row.counted = onHand;
    } catch (failure) {
      if (failure instanceof Problem && failure.stock) editor.moved(failure.stock);
      throw failure;
    }
  }
}

/**
 * Creates or changes a product.
 *
 * @param {Product|null} product
 * @param {() => Promise<void>} saved
 */
export function openProductDialog(product, saved) {
  const editor = new VariantsEditor(product, FIRST_CURRENCY);
  let made = product;
  /** Whether something was written that the table does not show yet. */
  let isStale = false;
  const refresh = async () => {
    isStale = false;
    await saved();
  };
  const title = build('input', { name: 'title', required: true, maxlength: '255', value: product?.title ?? '', dir: 'auto' });
  const handle = build('input', { name: 'handle', required: true, pattern: '[a-z0-9]+(-[a-z0-9]+)*', maxlength: '128', value: product?.handle ?? '', dir: 'ltr' });
  if (!product) title.addEventListener('input', () => { handle.value = handleOf(title.value); });
  /** @type {HTMLButtonElement|null} */
  const remove = product && button(t('products.remove'), 'link-button', () => busy(remove, async () => {
    if (!await confirmed({ title: t('products.remove'), text: t('products.removeSure', { title: product.title }), action: t('products.remove') })) return;
    await api.remove(`/products/${product.id}`);
    isStale = true;
    sheet.close();
  }));
  const sheet = openForm({
    title: product ? product.title : t('products.create'),
    action: product ? t('common.save') : t('common.create'),
    broad: true,
    more: remove ? [remove] : [],
    onclose: () => {
      if (isStale) refresh().catch(toastProblem);
    },
    body: [
      build('div', { class: 'fields' }, field(t('products.title'), title), field(t('products.handle'), handle, t('products.handleHint')),
        field(t('table.state'), build('select', { name: 'state' }, ...['active', 'draft'].map((state) =>
          build('option', { value: state, selected: state === (product?.state ?? 'active') }, t(`productState.${state}`)))))),
      field(t('products.description'), build('textarea', { name: 'description', maxlength: '20000', dir: 'auto' }, product?.description ?? '')),
      field(t('products.notFor'), build('input', { name: 'notFor', maxlength: '500', value: product?.notFor ?? '', dir: 'auto' }), t('products.notForHint')),
      editor.element,
      product ? new PictureBox(product, () => { isStale = true; }).element : build('p', { class: 'hint' }, t('pictures.later')),
    ],
    submit: async (data) => {
      const edited = editor.read();
      if (!edited) throw new Problem(422, 'price-wrong');
      const body = {
        title: String(data.get('title')).trim(),
        handle: String(data.get('handle')),
        state: data.get('state'),
        description: String(data.get('description')).trim(),
        notFor: String(data.get('notFor')).trim(),
        ...edited,
      };
      made = /** @type {Product} */ (made ? await api.patch(`/products/${made.id}`, body) : await api.post('/products', body));
      isStale = true;
      editor.written(made);
      await writeStock(made, editor);
      toast(t('common.saved'), 'good');
      await refresh();
    },
  });
}
