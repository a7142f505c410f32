/**
 * The address of a part of the pages: `icons.svg`.
 *
 * It has the version of this script, so that browsers keep what it names as long as the script itself.
 *
 * @param {string} path below `/assets`
 */
export function asset(path) {
  return new URL(`../../${path}`, import.meta.url).pathname;
}

/** Shown where a product has no picture. */
export const NO_PICTURE = asset('no-picture.svg');
