/** @typedef {import('../types.js').Product} Product */
/** @typedef {import('../types.js').Show} Show */
import { api } from '../api/client.js';
import { readAll } from '../api/read-all.js';
import { NO_PICTURE } from '../element/asset.js';
import { build, fill, iconButton } from '../element/build.js';
import { keepFocus } from '../element/keep-focus.js';
import { toast } from '../element/toast.js';
import { t } from '../text/language.js';
import { openForm } from '../element/form-dialog.js';

/**
 * Chooses which products stand on a show's shelf, and in what order.
 *
 * @param {Show} show
 */
export async function openShelfDialog(show) {
  /** @type {[Product[], {items: Product[]}]} */
  const [products, shelf] = await Promise.all([readAll('/products'), api.get(`/shows/${show.id}/shelf`)]);
  const chosen = shelf.items.map((product) => product.id);
  const list = build('ol', { class: 'picker' });

  const draw = () => {
    const rest = products.filter((product) => product.state === 'active' && !chosen.includes(product.id));
    const on = chosen.flatMap((id) => products.find((product) => product.id === id) ?? []);
    keepFocus(list, () => fill(list, ...on.map((product, index) => row(product, index)), ...rest.map((product) => row(product, -1))));
  };
  const move = (/** @type {number} */ from, /** @type {number} */ to) => {
    const [id] = chosen.splice(from, 1);
    chosen.splice(to, 0, id);
    draw();
  };
  const row = (/** @type {Product} */ product, /** @type {number} */ index) => build('li', null,
    build('label', null, build('input', {
      type: 'checkbox', checked: index >= 0, data: { focus: `${product.id} check` },
      onchange: () => {
        if (index >= 0) chosen.splice(index, 1);
        else chosen.push(product.id);
        draw();
      },
    }), build('span', { class: 'hidden-words' }, product.title)),
    build('img', { class: 'thumb', src: product.pictures[0]?.url ?? NO_PICTURE, alt: '' }),
    build('span', null, build('bdi', null, product.title)),
    index >= 0 ? iconButton('up', t('shows.moveUp', { title: product.title }), () => move(index, index - 1),
      { disabled: index === 0, data: { focus: `${product.id} up` } }) : null,
    index >= 0 ? iconButton('down', t('shows.moveDown', { title: product.title }), () => move(index, index + 1),
      { disabled: index === chosen.length - 1, data: { focus: `${product.id} down` } }) : null);

  draw();
  openForm({
    title: t('shows.shelfOf', { title: show.title }),
    action: t('common.save'),
    body: [products.length === 0 ? build('p', { class: 'empty' }, t('products.empty')) : list],
    submit: async () => {
      await api.put(`/shows/${show.id}/shelf`, { products: chosen });
      toast(t('common.saved'), 'good');
    },
  });
}
