import { build } from './build.js';

/**
 * Pictures of which one is taken, or none.
 *
 * @param {{name: string, legend: string, none: string, pictures: {url: string, alt: string}[], chosen?: string}} options
 */
export function pictureChoice({ name, legend, none, pictures, chosen = '' }) {
  const choice = (/** @type {string} */ value, /** @type {Node} */ content) => build('label', { class: 'choice' },
    build('input', { type: 'radio', name, value, checked: value === chosen }), content);
  return build('fieldset', { class: 'picture-choice' }, build('legend', { class: 'field-label' }, legend),
    choice('', build('span', null, none)),
    ...pictures.map(({ url, alt }) => choice(url, build('img', { src: url, alt, loading: 'lazy' }))));
}
