/** A point of a curve in drawing order. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Keeps of a long curve, for each of `columns` equal stretches of its points, the first, the lowest, the highest and the
 * last: what can be seen at that resolution. Curves of at most 2 `columns` points are returned whole.
 */
export function thin(points: readonly Point[], columns: number): readonly Point[] {
  if (points.length <= 2 * columns) return points;
  const kept: Point[] = [];
  for (let c = 0; c < columns; c++) {
    const start = Math.floor((c * points.length) / columns);
    const end = Math.floor(((c + 1) * points.length) / columns);
    let low = start;
    let high = start;
    for (let i = start; i < end; i++) {
      if (points[i].y < points[low].y) low = i;
      if (points[i].y > points[high].y) high = i;
    }
    for (const i of [...new Set([start, low, high, end - 1])].sort((a, b) => a - b)) kept.push(points[i]);
  }
  return kept;
}
