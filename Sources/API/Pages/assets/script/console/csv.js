/**
 * A field of a CSV file (RFC 4180).
 *
 * Spreadsheets run what starts with `=`, `+`, `-` or `@`; an apostrophe keeps it text.
 *
 * @param {string|number} value
 */
function cell(value) {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Hands a table over as a file.
 *
 * @param {string} name of the file
 * @param {(string|number)[][]} rows
 */
export function downloadTable(name, rows) {
  const text = `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
