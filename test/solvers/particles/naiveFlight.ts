import type { Arena } from '../../../solvers/particles/stepping/arena.ts';

/** All images of a difference along a periodic axis that may matter, or the difference itself. */
function images(difference: number, k: number, { lengths, periodic }: Arena): number[] {
  const turns = Math.round(difference / lengths[k]);
  return periodic[k] ? [-1, 0, 1].map((n) => difference - (turns + n) * lengths[k]) : [difference];
}

function product(lists: number[][]): number[][] {
  return lists.reduce<number[][]>((all, list) => all.flatMap((p) => list.map((x) => [...p, x])), [[]]);
}

const dot = (a: number[], b: number[]): number => a.reduce((s, x, k) => s + x * b[k], 0);

/**
 * Hard particles in flight over a time of 1, the plain way: the next of all events of all pairs and walls, everything moved to it, and again.
 * Steps are short, so that images of images do not matter.
 */
export function naiveFlight(
  positions: Float64Array,
  velocities: Float64Array,
  diameter: number,
  arena: Arena,
): number {
  const d = arena.dimension;
  const n = positions.length / d;
  let now = 0;
  let collisions = 0;
  for (;;) {
    let [next, hit]: [number, (() => void) | null] = [1 - now, null];
    const consider = (time: number, action: () => void): void => {
      if (time < next) [next, hit] = [Math.max(0, time), action];
    };
    const at = (from: Float64Array, i: number): number[] => Array.from(from.subarray(i * d, (i + 1) * d));
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < d; k++) {
        const v = velocities[i * d + k];
        if (arena.periodic[k] || v === 0) continue;
        const wall = arena.lower[k] + (v > 0 ? arena.lengths[k] : 0);
        consider((wall - positions[i * d + k]) / v, () => {
          velocities[i * d + k] = -v;
        });
      }
      for (let j = 0; j < i; j++) {
        const apart = at(positions, i).map((x, k) => x - positions[j * d + k]);
        const relative = at(velocities, i).map((v, k) => v - velocities[j * d + k]);
        for (const image of product(apart.map((x, k) => images(x, k, arena)))) {
          const [a, b, s] = [dot(relative, relative), dot(image, relative), dot(image, image)];
          const discriminant = b * b - a * (s - diameter ** 2);
          if (b >= 0 || discriminant < 0) continue;
          consider((-b - Math.sqrt(discriminant)) / a, () => {
            collisions++;
            const contact = image.map((x, k) => x + next * relative[k]);
            const share = dot(contact, relative) / dot(contact, contact);
            contact.forEach((x, k) => {
              velocities[i * d + k] -= share * x;
              velocities[j * d + k] += share * x;
            });
          });
        }
      }
    }
    for (let i = 0; i < positions.length; i++) positions[i] += next * velocities[i];
    now += next;
    if (hit === null) return collisions;
    (hit as () => void)();
  }
}
