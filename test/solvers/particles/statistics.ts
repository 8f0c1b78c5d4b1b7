/** √n sup |F_n − F|: above 1.95 with probability 0.001 when the samples come from F. */
export function kolmogorovSmirnov(samples: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(samples).sort();
  const n = sorted.length;
  let worst = 0;
  for (let i = 0; i < n; i++) {
    const f = cdf(sorted[i]);
    worst = Math.max(worst, f - i / n, (i + 1) / n - f);
  }
  return worst * Math.sqrt(n);
}

/** (χ² − degrees of freedom)/√(2 dof) for counts against expected numbers: beyond 4 about once in 10⁴ times. */
export function chiSquare(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  let sum = 0;
  let bins = 0;
  for (let i = 0; i < counts.length; i++) {
    if (expected[i] < 5) continue;
    sum += (counts[i] - expected[i]) ** 2 / expected[i];
    bins++;
  }
  return (sum - (bins - 1)) / Math.sqrt(2 * (bins - 1));
}

/** The same for the counts of two samples of one law, whatever it is: cells in which few are to be expected are taken together. */
export function chiSquareOfTwo(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const total = (x: ArrayLike<number>): number => Array.from(x).reduce((s, v) => s + v, 0);
  const [n, m] = [total(a), total(b)];
  const cells = Array.from(a, (own, i) => [own, b[i]] as const);
  const few = ([own, other]: readonly [number, number]): boolean =>
    ((own + other) * Math.min(n, m)) / (n + m) < 5;
  const rest = cells.filter(few).reduce(([p, q], [own, other]) => [p + own, q + other] as const, [0, 0]);
  const kept = [...cells.filter((cell) => !few(cell)), rest].filter(([own, other]) => own + other > 0);
  const sum = kept.reduce(
    (s, [own, other]) => s + (Math.sqrt(m / n) * own - Math.sqrt(n / m) * other) ** 2 / (own + other),
    0,
  );
  return (sum - (kept.length - 1)) / Math.sqrt(2 * (kept.length - 1));
}

/** √n times the correlation coefficient: standard normal for independent samples. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((s, v) => s + v, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return (Math.sqrt(n) * ab) / Math.sqrt(aa * bb);
}
