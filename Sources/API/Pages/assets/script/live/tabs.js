/** Where shelf and chat share one column; elsewhere each has its place, and there is nothing to choose. */
const SHARED = '(min-width: 720px) and (max-width: 1099.98px)';

/**
 * The two tabs of the side column on middle-sized screens.
 *
 * What they show is a tab panel only there; the rest of the time it is a part of the page of its own.
 *
 * @param {HTMLElement} list of buttons, each with the id of its panel in `data-panel`
 */
export function wireTabs(list) {
  const tabs = [...list.querySelectorAll('button')];
  const panelOf = (/** @type {HTMLElement} */ tab) => document.getElementById(tab.dataset.panel ?? '');
  const choose = (/** @type {HTMLElement} */ chosen) => {
    document.body.dataset.tab = chosen.dataset.tabOf;
    for (const tab of tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
    }
  };
  const shared = matchMedia(SHARED);
  const arrange = () => {
    set(list, 'role', shared.matches && 'tablist');
    for (const tab of tabs) {
      const panel = panelOf(tab);
      set(tab, 'role', shared.matches && 'tab');
      set(tab, 'aria-controls', shared.matches && panel?.id);
      if (!panel) continue;
      set(panel, 'role', shared.matches && 'tabpanel');
      set(panel, 'aria-labelledby', shared.matches && tab.id);
    }
  };
  shared.addEventListener('change', arrange);
  arrange();
  for (const tab of tabs) tab.addEventListener('click', () => choose(tab));
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = tabs.find((tab) => tab !== document.activeElement) ?? tabs[0];
    choose(other);
    other.focus();
  });
}

/** @param {Element} element @param {string} name @param {string|false|undefined} value */
function set(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}
