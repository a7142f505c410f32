/** @typedef {import('../types.js').Address} Address */
import { build, field } from '../element/build.js';
import { countryName } from '../text/format.js';
import { t } from '../text/language.js';

const KEPT = 'tradewind.address';

/** Name of the field, what browsers call it, and whether every country needs it. */
const FIELDS = /** @type {const} */ ([
  ['name', 'name', true],
  ['email', 'email', true],
  ['line1', 'address-line1', true],
  ['line2', 'address-line2', false],
  ['postcode', 'postal-code', true],
  ['city', 'address-level2', true],
  ['region', 'address-level1', false],
  ['phone', 'tel', false],
]);

/** Countries whose addresses name a state or province. */
const NEEDS_REGION = new Set(['US', 'BR', 'ID', 'JP']);

/**
 * What was typed on this device in this visit.
 *
 * @returns {Partial<Address>}
 */
function kept() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
}

/**
 * The address fields of the checkout.
 *
 * @param {string} country where the market delivers
 */
export function addressFields(country) {
  const before = kept();
  return build('div', { class: 'fields' },
    ...FIELDS.map(([name, autocomplete, always]) => {
      const required = always || (name === 'region' && NEEDS_REGION.has(country));
      const label = required ? t(`address.${name}`) : `${t(`address.${name}`)} (${t('common.optional')})`;
      return field(label, build('input', {
        name, autocomplete, required, value: before[name] ?? '', maxlength: '120',
        type: { email: 'email', phone: 'tel' }[/** @type {string} */ (name)] ?? 'text',
        dir: ['email', 'phone', 'postcode'].includes(name) ? 'ltr' : 'auto',
      }));
    }),
    build('p', { class: 'quiet-text' }, t('address.country', { country: countryName(country) })));
}

/**
 * What stands in the address fields, kept for the next purchase of this visit.
 *
 * @param {HTMLFormElement} form
 * @param {string} country
 * @returns {Address}
 */
export function readAddress(form, country) {
  const data = new FormData(form);
  const address = Object.fromEntries(FIELDS.map(([name]) => [name, String(data.get(name) ?? '').trim()]));
  sessionStorage.setItem(KEPT, JSON.stringify(address));
  return /** @type {Address} */ ({ ...address, country });
}
