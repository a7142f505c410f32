import { asset } from '../element/asset.js';
import { build } from '../element/build.js';

/**
 * Adds a sheet of style that most visits do not need.
 *
 * @param {string} name such as `stage`
 * @returns {Promise<void>} once it holds; also when it cannot be had, for words without style are still words
 */
export function useStyle(name) {
  const href = asset(`style/${name}.css`);
  return new Promise((resolve) => {
    const done = () => resolve(undefined);
    document.head.append(build('link', { rel: 'stylesheet', href, onload: done, onerror: done }));
  });
}
