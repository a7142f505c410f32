import { asset } from './asset.js';

/**
 * Builds an element.
 *
 * Keys starting with `on` are listeners, `data` and `style` take objects, booleans set or leave an attribute, the rest
 * are attributes. Text is always text: nothing here reads HTML.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>|null} [attributes]
 * @param {...(Node|string|number|null|undefined|false|(Node|string|null|undefined|false)[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function build(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'style') for (const [key, text] of Object.entries(value)) element.style.setProperty(key, String(text));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  fill(element, ...children);
  return element;
}

/**
 * Replaces what an element contains.
 *
 * @param {Element} element
 * @param {...any} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child))));
}

/**
 * A drawing from the icon sheet; decoration unless a label is given.
 *
 * @param {string} name
 * @param {string} [label]
 * @returns {SVGSVGElement}
 */
export function icon(name, label) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `${asset('icons.svg')}#${name}`);
  svg.setAttribute('class', 'icon');
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  svg.append(use);
  return svg;
}

/**
 * Text that keeps its own direction, such as a name or a price.
 *
 * @param {string} text
 * @param {string} [className]
 */
export function apart(text, className) {
  return build('bdi', { class: className }, text);
}

/**
 * A button with words.
 *
 * @param {string} text
 * @param {string} className
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, any>} [attributes]
 */
export function button(text, className, onclick, attributes = {}) {
  return build('button', { type: 'button', class: className, onclick, ...attributes }, text);
}

/**
 * A button that shows only a drawing.
 *
 * @param {string} name of the drawing
 * @param {string} label what it does
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, any>} [attributes]
 */
export function iconButton(name, label, onclick, attributes = {}) {
  return build('button', { type: 'button', class: 'round', 'aria-label': label, title: label, onclick, ...attributes },
    icon(name));
}

/**
 * A labelled field of a form.
 *
 * @param {string} label
 * @param {HTMLElement} control an element with a `name`
 * @param {string} [hint]
 */
export function field(label, control, hint) {
  return build('label', { class: 'field' }, build('span', { class: 'field-label' }, label), control,
    hint ? build('small', { class: 'hint' }, hint) : null);
}

/**
 * The element a page must have.
 *
 * @template {Element} E
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {E}
 */
export function need(selector, root = document) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return /** @type {E} */ (found);
}
