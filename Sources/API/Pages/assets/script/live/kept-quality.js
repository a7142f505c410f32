const KEPT = 'tradewind.quality';

/** The lines that were chosen on this device, 0 for sound alone; `null` for what fits. */
export function keptQuality() {
  const kept = localStorage.getItem(KEPT);
  return kept !== null && /^\d{1,4}$/.test(kept) ? Number(kept) : null;
}

/** @param {number|null} lines */
export function keepQuality(lines) {
  if (lines === null) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, String(lines));
}
