import { build } from '../element/build.js';

/**
 * A set of choices of which one is taken.
 *
 * @param {{name: string, legend: string, values: {value: string, label: any, disabled?: boolean}[], chosen: string|null,
 *          wide?: boolean, onchange?: (value: string) => void}} options
 */
export function choices({ name, legend, values, chosen, wide = false, onchange }) {
  return build('fieldset', { class: wide ? 'choices stack' : 'choices' },
    build('legend', { dir: 'auto' }, legend),
    ...values.map(({ value, label, disabled }) => build('label', { class: wide ? 'choice wide' : 'choice' },
      build('input', {
        type: 'radio', name, value, disabled, checked: value === chosen, data: { focus: `${name} ${value}` },
        onchange: () => onchange?.(value),
      }),
      label instanceof Node ? label : build('bdi', null, label))));
}
