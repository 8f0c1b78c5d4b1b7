/** How a column is set. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows under titles, in columns as wide as their widest cell, two spaces apart. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = '',
): string {
  const titled = columns.some((c) => c.title !== '') ? [columns.map((c) => c.title), ...rows] : rows;
  const widths = columns.map((_, k) => Math.max(...titled.map((row) => [...row[k]].length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, k) => {
        const room = ' '.repeat(widths[k] - [...cell].length);
        return columns[k].align === 'right' ? room + cell : cell + room;
      })
      .join('  ')
      .trimEnd();
  return titled.map((row) => indent + line(row)).join('\n');
}
