// Tables that the page makes itself: what is shown once can be fetched from nowhere else.

// A spreadsheet takes what begins so for a formula.
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** With a byte order mark, or Excel takes the Chinese for something else. */
export function csvOf(head: readonly string[], rows: readonly (readonly string[])[]): Blob {
  const text = [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
  return new Blob(["\uFEFF", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}
