import { predictInRun } from './predict';
import { Swarm } from './swarm';

/** The cell along an axis: beyond the ends of periodic ones, not beyond walls. */
function cellAlong(swarm: Swarm, k: i32, place: f64): i32 {
  const axis = (<usize>k) << 3;
  const cell = <i32>floor((place - load<f64>(swarm.lower + axis)) * load<f64>(swarm.perLength + axis));
  return swarm.isPeriodic(k) ? cell : min(swarm.cellsAlong(k) - 1, max(0, cell));
}

/** How many turns around an axis of n cells lead to a cell beyond its ends. */
function turnsTo(cell: i32, n: i32): i32 {
  if (<u32>cell < <u32>n) return 0;
  return cell >= 0 ? cell / n : -((n - 1 - cell) / n);
}

/** Takes into the group those from `first` to `stop` whose ranges and that of a particle, shifted, overlap. */
function joinInRun(swarm: Swarm, i: i32, first: i32, stop: i32, shiftX: f64, shiftY: f64, shiftZ: f64): void {
  const group = swarm.group;
  const at = (<usize>i) << 3;
  const x = f64x2.splat(load<f64>(swarm.x + at) - shiftX);
  const y = f64x2.splat(load<f64>(swarm.y + at) - shiftY);
  const z = f64x2.splat(load<f64>(swarm.z + at) - shiftZ);
  const range = v128.load64_splat(swarm.ranges + at);
  for (let j = first; j < stop; j += 2) {
    const other = (<usize>j) << 3;
    const dx = f64x2.sub(x, v128.load(swarm.x + other));
    const dy = f64x2.sub(y, v128.load(swarm.y + other));
    const dz = f64x2.sub(z, v128.load(swarm.z + other));
    const s = f64x2.add(f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy)), f64x2.mul(dz, dz));
    const reach = f64x2.add(range, v128.load(swarm.ranges + other));
    let both = i64x2.bitmask(f64x2.lt(s, f64x2.mul(reach, reach)));
    if (j + 1 === stop) both &= 1;
    if (both & 1) group.join(j);
    if (both & 2) group.join(j + 1);
  }
}

/** Looks at all in the cells that are no further from a particle than `reach`: to take note of meetings, or to take them into the group. */
export function lookAround(swarm: Swarm, i: i32, reach: f64, joining: bool): void {
  const d = swarm.dimension;
  const at = (<usize>i) << 3;
  const starts = swarm.cells.starts;
  const n1 = d > 1 ? swarm.cellsAlong(d - 2) : 1;
  const n2 = swarm.cellsAlong(d - 1);
  let from0 = 0;
  let to0 = 0;
  let from1 = 0;
  let to1 = 0;
  if (d > 2) {
    const place = load<f64>(swarm.x + at);
    from0 = cellAlong(swarm, 0, place - reach);
    to0 = cellAlong(swarm, 0, place + reach);
  }
  if (d > 1) {
    const place = load<f64>(swarm.places(d - 2) + at);
    from1 = cellAlong(swarm, d - 2, place - reach);
    to1 = cellAlong(swarm, d - 2, place + reach);
  }
  const place = load<f64>(swarm.places(d - 1) + at);
  const from2 = cellAlong(swarm, d - 1, place - reach);
  const to2 = cellAlong(swarm, d - 1, place + reach);
  for (let c0 = from0; c0 <= to0; c0++) {
    const n0 = d > 2 ? swarm.cellsAlong(0) : 1;
    const turn0 = turnsTo(c0, n0);
    for (let c1 = from1; c1 <= to1; c1++) {
      const turn1 = turnsTo(c1, n1);
      const row = ((c0 - turn0 * n0) * n1 + (c1 - turn1 * n1)) * n2;
      for (let c2 = from2; c2 <= to2; ) {
        const turn2 = turnsTo(c2, n2);
        const last = min(to2, turn2 * n2 + n2 - 1);
        const first = row + c2 - turn2 * n2;
        const from = load<i32>(starts + ((<usize>first) << 2));
        const stop = load<i32>(starts + ((<usize>(first + last - c2)) << 2), 4);
        const dx = shiftBy(swarm, 0, d === 3 ? turn0 : d === 2 ? turn1 : turn2);
        const dy = d > 1 ? shiftBy(swarm, 1, d === 3 ? turn1 : turn2) : 0;
        const dz = d > 2 ? shiftBy(swarm, 2, turn2) : 0;
        if (joining) joinInRun(swarm, i, from, stop, dx, dy, dz);
        else predictInRun(swarm, i, from, stop, dx, dy, dz);
        c2 = last + 1;
      }
    }
  }
}

function shiftBy(swarm: Swarm, k: i32, turns: i32): f64 {
  return <f64>turns * load<f64>(swarm.lengths + ((<usize>k) << 3));
}
