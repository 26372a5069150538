/** Excel takes a file for UTF-8 only where it begins with this. */
const BOM = '\ufeff';

/** Spreadsheets run what begins so (https://owasp.org/www-community/attacks/CSV_Injection); after an apostrophe they show it. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value: string | number | null): string => {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** RFC 4180, in UTF-8. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `${BOM}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
