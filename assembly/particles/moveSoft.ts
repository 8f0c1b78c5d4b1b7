import { CellList } from './cellList';

/**
 * Moves particles by their displacement and by forces, of which the displacement in a step is at most `longest`; returns how many of these
 * were shortened.
 */
export function moveSoft(
  positions: usize,
  displacement: usize,
  list: CellList,
  timeStep: f64,
  longest: f64,
): i32 {
  const n = list.particles;
  const d = list.dimension;
  const order = list.order;
  const fx = list.fx;
  const fy = list.fy;
  const fz = list.fz;
  let capped = 0;
  const most = longest * longest;
  for (let place = 0; place < n; place++) {
    const at = (<usize>place) << 3;
    const gx = timeStep * load<f64>(fx + at);
    const gy = timeStep * load<f64>(fy + at);
    const gz = timeStep * load<f64>(fz + at);
    const square = gx * gx + gy * gy + gz * gz;
    let share: f64 = 1;
    if (square > most) {
      share = longest / sqrt(square);
      capped++;
    }
    const own = (<usize>(load<i32>(order + ((<usize>place) << 2)) * d)) << 3;
    const to = positions + own;
    const by = displacement + own;
    store<f64>(to, load<f64>(to) + (load<f64>(by) + share * gx));
    if (d > 1) store<f64>(to, load<f64>(to, 8) + (load<f64>(by, 8) + share * gy), 8);
    if (d > 2) store<f64>(to, load<f64>(to, 16) + (load<f64>(by, 16) + share * gz), 16);
  }
  return capped;
}
