import { CellList } from './cellList';

/** Sorts particles into cells. */
export function sortIntoCells(positions: usize, list: CellList): void {
  const n = list.particles;
  const d = list.dimension;
  const size = list.size;
  const box = list.box;
  const cells = list.cells;
  const next = list.next;
  const starts = list.starts;
  const order = list.order;
  const placeCells = list.placeCells;
  const x = list.x;
  const y = list.y;
  const z = list.z;
  memory.fill(next, 0, (<usize>(size + 1)) << 2);
  const stride = (<usize>d) << 3;
  const zero = f64x2.splat(0);
  const lower = v128.load(box);
  const scale = v128.load(box, 32);
  const last = v128.load(box, 64);
  const columns = load<f64>(box, 72) + 1;
  let own = positions;
  for (let i = 0; i < n; i++) {
    // The first two axes at once; what is behind the only one belongs to the one cell of an axis that is not there.
    const at = f64x2.mul(f64x2.sub(v128.load(own), lower), scale);
    const along = f64x2.trunc(f64x2.pmax(zero, f64x2.pmin(last, at)));
    let place = f64x2.extract_lane(along, 0) * columns + f64x2.extract_lane(along, 1);
    if (d > 2) {
      const z = (load<f64>(own, 16) - load<f64>(box, 16)) * load<f64>(box, 48);
      place = place * (load<f64>(box, 80) + 1) + max(0, min(load<f64>(box, 80), floor(z)));
    }
    const cell = <i32>place;
    own += stride;
    store<i32>(cells + ((<usize>i) << 2), cell);
    const counter = next + ((<usize>cell) << 2);
    store<i32>(counter, load<i32>(counter, 4) + 1, 4);
  }
  let sum = 0;
  for (let c = 0; c < size + 1; c++) {
    const at = (<usize>c) << 2;
    sum += load<i32>(next + at);
    store<i32>(next + at, sum);
    store<i32>(starts + at, sum);
  }
  own = positions;
  for (let i = 0; i < n; i++) {
    const cell = load<i32>(cells + ((<usize>i) << 2));
    const counter = next + ((<usize>cell) << 2);
    const place = load<i32>(counter);
    store<i32>(counter, place + 1);
    store<i32>(order + ((<usize>place) << 2), i);
    store<i32>(placeCells + ((<usize>place) << 2), cell);
    const at = (<usize>place) << 3;
    store<f64>(x + at, load<f64>(own));
    if (d > 1) store<f64>(y + at, load<f64>(own, 8));
    if (d > 2) store<f64>(z + at, load<f64>(own, 16));
    own += stride;
  }
}
