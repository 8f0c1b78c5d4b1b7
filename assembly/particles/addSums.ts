import { CellList } from './cellList';

/** Adds sums to the coordinates of the particles that their places belong to. */
export function addSums(positions: usize, list: CellList): void {
  const n = list.particles;
  const d = list.dimension;
  const order = list.order;
  const fx = list.fx;
  const fy = list.fy;
  const fz = list.fz;
  for (let place = 0; place < n; place++) {
    const at = (<usize>place) << 3;
    const to = positions + ((<usize>(load<i32>(order + ((<usize>place) << 2)) * d)) << 3);
    store<f64>(to, load<f64>(to) + load<f64>(fx + at));
    if (d > 1) store<f64>(to, load<f64>(to, 8) + load<f64>(fy + at), 8);
    if (d > 2) store<f64>(to, load<f64>(to, 16) + load<f64>(fz + at), 16);
  }
}
