// Of src/numerics/logarithm.ts, in whose order everything is done, so that both agree to the bit.

/** Doubles as integers: the least z of the reduction x = 2^k z, the least normal number, infinity. */
const LEAST: i64 = 0x3fe60000_00000000;
const LEAST_NORMAL: i64 = 0x00100000_00000000;
const INFINITE: i64 = 0x7ff00000_00000000;

/** 1023 in the place of an exponent, 2⁵² as a double, and the place of a fraction. */
const BIAS: i64 = 0x3ff00000_00000000;
const EXACT: i64 = 0x43300000_00000000;
const FRACTION: i64 = 0x000fffff_ffffffff;

const LOG2_HIGH: f64 = 0.6931471805598903;
const LOG2_LOW: f64 = 5.497923018708371e-14;

/** Which of two numbers are no normal numbers > 0. */
export function outside(x: v128): v128 {
  return v128.or(i64x2.lt_s(x, i64x2.splat(LEAST_NORMAL)), i64x2.ge_s(x, i64x2.splat(INFINITE)));
}

/**
 * The logarithms of two numbers, of which those {@link outside} are wrong.
 *
 * @param table - for each interval of z, a number c close to 1/z, and −log c.
 */
export function logarithm(x: v128, table: usize): v128 {
  // Shifts that keep the sign of 64 bits are slow: k is counted from −1023, and made a double by what follows 2⁵² in one.
  const offset = i64x2.sub(x, i64x2.splat(LEAST - BIAS));
  const biased = v128.or(i64x2.shr_u(offset, 52), i64x2.splat(EXACT));
  const exponent = f64x2.sub(biased, f64x2.splat(4503599627371519));
  const j = v128.and(i64x2.shr_u(offset, 45), i64x2.splat(127));
  const first = v128.load(table + ((<usize>i64x2.extract_lane(j, 0)) << 4));
  const second = v128.load(table + ((<usize>i64x2.extract_lane(j, 1)) << 4));
  const reciprocal = v128.shuffle<f64>(first, second, 0, 2);
  const minusLog = v128.shuffle<f64>(first, second, 1, 3);
  const z = i64x2.add(v128.and(offset, i64x2.splat(FRACTION)), i64x2.splat(LEAST));
  const r = f64x2.sub(f64x2.mul(z, reciprocal), f64x2.splat(1));
  const r2 = f64x2.mul(r, r);
  let series = f64x2.sub(f64x2.mul(f64x2.splat(1.0 / 7.0), r), f64x2.splat(1.0 / 6.0));
  series = f64x2.sub(series, f64x2.mul(f64x2.splat(0.125), r2));
  series = f64x2.add(f64x2.sub(f64x2.mul(f64x2.splat(0.2), r), f64x2.splat(0.25)), f64x2.mul(r2, series));
  series = f64x2.add(
    f64x2.sub(f64x2.mul(f64x2.splat(1.0 / 3.0), r), f64x2.splat(0.5)),
    f64x2.mul(r2, series),
  );
  series = f64x2.mul(r2, series);
  const low = f64x2.add(r, f64x2.add(f64x2.mul(exponent, f64x2.splat(LOG2_LOW)), series));
  return f64x2.add(f64x2.add(f64x2.mul(exponent, f64x2.splat(LOG2_HIGH)), minusLog), low);
}
