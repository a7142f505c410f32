/** @typedef {{x: number, y: number, width: number, height: number}} Place in CSS pixels, from where lines begin */

/** Pixels between two tiles. */
const GAP = 4;
/** How many small tiles stand beside each other, and how wide for their height they are, by the shape of the stage. */
const STRIP = { tall: { most: 4, shape: 0.8 }, wide: { most: 8, shape: 16 / 9 } };
/** A tile in a corner: the share of the stage that it takes. */
const INSET = 0.3;

/**
 * Where each of some tiles stands, the front first.
 *
 * @param {'alone'|'speaker'|'grid'|'inset'|'battle'} layout
 * @param {number} count
 * @param {{width: number, height: number}} box
 * @returns {Place[]}
 */
export function arrange(layout, count, box) {
  const whole = { x: 0, y: 0, ...box };
  if (count <= 1 || layout === 'alone') return Array.from({ length: count }, () => whole);
  switch (layout) {
    case 'battle': return halves(count, box);
    case 'grid': return grid(count, box);
    case 'inset': return [whole, ...corner(count - 1, box)];
    default: return speaker(count, box);
  }
}

/** @param {{width: number, height: number}} box */
const isTall = ({ width, height }) => width < height * 1.1;

/**
 * Two sides of the same size beside each other; on a tall stage no taller than wide and a half.
 *
 * @param {number} count
 * @param {{width: number, height: number}} box
 */
function halves(count, { width, height }) {
  const side = { width: (width - GAP) / 2, height: Math.min(height, ((width - GAP) / 2) * 1.5) };
  return Array.from({ length: count }, (_, index) => (
    { x: index % 2 === 0 ? 0 : side.width + GAP, y: (height - side.height) / 2, ...side }));
}

/**
 * Equal tiles in as many columns as make their pictures largest; the last row is centred.
 *
 * @param {number} count
 * @param {{width: number, height: number}} box
 */
function grid(count, box) {
  const wanted = isTall(box) ? 0.9 : 1.5;
  const size = (/** @type {number} */ columns) => {
    const rows = Math.ceil(count / columns);
    const cell = { width: (box.width - GAP * (columns - 1)) / columns, height: (box.height - GAP * (rows - 1)) / rows };
    return { columns, rows, ...cell, seen: Math.min(cell.width / wanted, cell.height) };
  };
  const best = Array.from({ length: count }, (_, index) => size(index + 1))
    .reduce((one, other) => (other.seen > one.seen + 0.5 ? other : one));
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / best.columns);
    const inRow = row === best.rows - 1 ? count - row * best.columns : best.columns;
    const indent = ((best.columns - inRow) * (best.width + GAP)) / 2;
    return {
      x: indent + (index % best.columns) * (best.width + GAP), y: row * (best.height + GAP), width: best.width, height: best.height,
    };
  });
}

/**
 * The front large, the others in a strip below; beside it, when they are few and the stage is wide.
 *
 * @param {number} count
 * @param {{width: number, height: number}} box
 */
function speaker(count, box) {
  const others = count - 1;
  const { most, shape } = isTall(box) ? STRIP.tall : STRIP.wide;
  if (!isTall(box) && others <= 4) return beside(others, box);
  const rows = Math.ceil(others / most);
  const columns = Math.min(most, Math.max(others, isTall(box) ? 3 : 5));
  const width = (box.width - GAP * (columns - 1)) / columns;
  const height = Math.min(width / shape, (box.height * 0.42 - GAP * (rows - 1)) / rows);
  const top = box.height - rows * (height + GAP) + GAP;
  const small = Array.from({ length: others }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? others - row * columns : columns;
    const indent = (box.width - inRow * (width + GAP) + GAP) / 2;
    return { x: indent + (index % columns) * (width + GAP), y: top + row * (height + GAP), width, height };
  });
  return [{ x: 0, y: 0, width: box.width, height: top - GAP }, ...small];
}

/** @param {number} others @param {{width: number, height: number}} box */
function beside(others, box) {
  const height = Math.min((box.height - GAP * (others - 1)) / others, box.height / 2.5);
  const width = Math.min(height * (16 / 9), box.width * 0.28);
  const top = (box.height - others * (height + GAP) + GAP) / 2;
  return [{ x: 0, y: 0, width: box.width - width - GAP, height: box.height },
    ...Array.from({ length: others }, (_, index) => ({ x: box.width - width, y: top + index * (height + GAP), width, height }))];
}

/** @param {number} count @param {{width: number, height: number}} box */
function corner(count, box) {
  const width = isTall(box) ? box.width * INSET : Math.min(box.width * INSET * 0.8, 320);
  const height = Math.min(isTall(box) ? width * 1.35 : width / (16 / 9), (box.height - GAP * (count + 2)) / count);
  return Array.from({ length: count }, (_, index) => (
    { x: box.width - width - GAP * 3, y: GAP * 3 + index * (height + GAP * 2), width, height }));
}
