/** @typedef {import('../types.js').Address} Address */
import { build, field } from '../element/build.js';
import { countryName } from '../text/format.js';
import { t } from '../text/language.js';

const KEPT = 'tradewind.address';

/** Name of the field, what browsers call it, whether every country needs it, and how long it may be. */
const FIELDS = /** @type {const} */ ([
  ['name', 'name', true, 100],
  ['email', 'email', true, 254],
  ['line1', 'address-line1', true, 100],
  ['line2', 'address-line2', false, 100],
  ['postcode', 'postal-code', true, 100],
  ['city', 'address-level2', true, 100],
  ['region', 'address-level1', false, 100],
  ['phone', 'tel', false, 32],
]);

/** Countries whose addresses name a state or province, as the server wants it. */
const WITH_REGION = new Set(['US', 'BR', 'ID', 'JP', 'AE']);
/** Countries in which parcels travel without a postcode. */
const WITHOUT_POSTCODE = new Set(['AE', 'HK']);

/**
 * Whether a country's addresses must have a field.
 *
 * @param {string} name
 * @param {boolean} always
 * @param {string} country
 */
function isRequired(name, always, country) {
  if (name === 'region') return WITH_REGION.has(country);
  return always && !(name === 'postcode' && WITHOUT_POSTCODE.has(country));
}

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
    ...FIELDS.map(([name, autocomplete, always, maxlength]) => {
      const required = isRequired(name, always, country);
      const label = required ? t(`address.${name}`) : `${t(`address.${name}`)} (${t('common.optional')})`;
      return field(label, build('input', {
        name, autocomplete, required, value: before[name] ?? '', maxlength,
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
