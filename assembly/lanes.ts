/** Writes two numbers, or the first of them where there is no second. */
export function put(at: usize, values: v128, both: bool): void {
  if (both) v128.store(at, values);
  else v128.store64_lane(at, values, 0);
}
