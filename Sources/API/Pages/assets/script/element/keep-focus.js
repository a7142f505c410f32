/**
 * Draws anew, and gives the focus to what stands for what had it.
 *
 * Controls are named by `data-focus`, such as `lantern more`; when that one is gone or shut, another of the same first
 * word is taken, else `fallback`.
 *
 * @param {Element} root
 * @param {() => void} draw
 * @param {HTMLElement|null} [fallback]
 */
export function keepFocus(root, draw, fallback = null) {
  const { activeElement } = document;
  const held = activeElement instanceof HTMLElement && root.contains(activeElement) ? activeElement.dataset.focus : null;
  draw();
  if (!held) return;
  const find = (/** @type {string} */ condition) =>
    /** @type {HTMLElement|null} */ (root.querySelector(`[data-focus${condition}]:not(:disabled)`));
  const same = find(`="${CSS.escape(held)}"`) ?? find(`^="${CSS.escape(`${held.split(' ')[0]} `)}"`) ?? fallback;
  same?.focus({ preventScroll: true });
}
