// With s = e/(2 + e), log(1 + e) = 2 artanh s = 2s (1 + s²/3 + s⁴/5 + …), of which these terms are all for |s| ≤ 0.075.

/** s²/3 + s⁴/5 + … for |s| ≤ 0.075. */
function artanhRest(s: number): number {
  const x = s * s;
  return x * (1 / 3 + x * (1 / 5 + x * (1 / 7 + x * (1 / 9 + x * (1 / 11 + x * (1 / 13 + x * (1 / 15)))))));
}

/** log(1 + e) for |e| ≤ 0.14, where it is cheaper than `Math.log1p`. */
export function log1pOfSmall(e: number): number {
  const s = e / (2 + e);
  return 2 * s + 2 * s * artanhRest(s);
}

/** e − log(1 + e) for |e| ≤ 0.14, to full relative accuracy. */
export function logDefect(e: number): number {
  const s = e / (2 + e);
  // e = 2s/(1 − s), and e − 2s = e s.
  return s * (e - 2 * artanhRest(s));
}

/** (1 + t) log(1 + t) − t for |t| ≤ 0.14, to full relative accuracy. */
export function entropyDefect(t: number): number {
  const s = t / (2 + t);
  // (1 + t) 2s = t (1 + s), as t = 2s/(1 − s).
  return t * (s + (1 + s) * artanhRest(s));
}

/** e^r − 1 − r for |r| ≤ 0.14, to full relative accuracy. */
export function exponentialDefect(r: number): number {
  const s =
    1 +
    r *
      (1 / 3 +
        r *
          (1 / 12 +
            r *
              (1 / 60 +
                r *
                  (1 / 360 +
                    r *
                      (1 / 2520 + r * (1 / 20160 + r * (1 / 181440 + r * (1 / 1814400 + r / 19958400))))))));
  return 0.5 * r * r * s;
}
