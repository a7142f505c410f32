/**
 * Calls back at every whole tick while an element is on the page.
 *
 * @param {Element} element
 * @param {() => void} tick called at once, then every `every` milliseconds
 * @param {number} [every]
 */
export function whileShown(element, tick, every = 1000) {
  tick();
  const timer = setInterval(() => {
    if (element.isConnected) tick();
    else clearInterval(timer);
  }, every);
}
