/** What is left of the mass, of all of it, when all has been sent: rounding. */
const SENT = 1e-13;

/** A place for every row that still has mass to send and every column that still takes some. */
interface Network {
  readonly cost: readonly (readonly number[])[];
  /** What goes from row i to column j. */
  readonly plan: readonly number[][];
  readonly supply: number[];
  readonly demand: number[];
  /** Prices of rows and columns: cost − (u + v) ≥ 0, and 0 where something goes. */
  readonly u: number[];
  readonly v: number[];
}

/** Sends what fits along the cheapest way from any row with supply to any column with demand, back over what has been sent as well (Dijkstra). */
function augment({ cost, plan, supply, demand, u, v }: Network): void {
  const [n, m] = [supply.length, demand.length];
  // Nodes 0 … n − 1 are rows, the others columns.
  const length = [...supply.map((s) => (s > 0 ? 0 : Infinity)), ...demand.map(() => Infinity)];
  const from = length.map(() => -1);
  const done = length.map(() => false);
  let end = -1;
  while (end < 0) {
    let at = -1;
    for (let k = 0; k < n + m; k++) if (!done[k] && (at < 0 || length[k] < length[at])) at = k;
    done[at] = true;
    if (at >= n && demand[at - n] > 0) {
      end = at;
    } else if (at < n) {
      for (let j = 0; j < m; j++) {
        const next = length[at] + Math.max(0, cost[at][j] - u[at] - v[j]);
        if (next < length[n + j]) {
          length[n + j] = next;
          from[n + j] = at;
        }
      }
    } else {
      for (let i = 0; i < n; i++)
        if (plan[i][at - n] > 0 && length[at] < length[i]) {
          length[i] = length[at];
          from[i] = at;
        }
    }
  }
  for (let i = 0; i < n; i++) u[i] -= Math.min(0, length[i] - length[end]);
  for (let j = 0; j < m; j++) v[j] += Math.min(0, length[n + j] - length[end]);
  const way: number[] = [end];
  while (from[way[0]] >= 0) way.unshift(from[way[0]]);
  let amount = Math.min(supply[way[0]], demand[end - n]);
  for (let k = 1; k + 1 < way.length; k += 2) amount = Math.min(amount, plan[way[k + 1]][way[k] - n]);
  supply[way[0]] -= amount;
  demand[end - n] -= amount;
  for (let k = 0; k + 1 < way.length; k++) {
    if (k % 2 === 0) plan[way[k]][way[k + 1] - n] += amount;
    else plan[way[k + 1]][way[k] - n] -= amount;
  }
}

/**
 * The least cost of taking masses a to masses b, min Σ c_ij π_ij with rows of π adding up to a and columns to b, by successive shortest paths: exact
 * but for rounding, in some n + m searches of (n + m)² operations each.
 *
 * @param a - masses ≥ 0.
 * @param b - as much in all.
 * @param cost - of a unit from place i to place j, ≥ 0.
 */
export function transportCost(
  a: Float64Array,
  b: Float64Array,
  cost: (i: number, j: number) => number,
): number {
  const rows = [...a.keys()].filter((i) => a[i] > 0);
  const columns = [...b.keys()].filter((j) => b[j] > 0);
  const costs = rows.map((i) => columns.map((j) => cost(i, j)));
  const network: Network = {
    cost: costs,
    plan: rows.map(() => columns.map(() => 0)),
    supply: rows.map((i) => a[i]),
    demand: columns.map((j) => b[j]),
    u: rows.map(() => 0),
    v: columns.map(() => 0),
  };
  const total = (values: readonly number[]): number => values.reduce((s, x) => s + x, 0);
  const least = SENT * total(network.supply);
  while (total(network.supply) > least && total(network.demand) > least) augment(network);
  return network.plan.reduce((s, row, i) => s + row.reduce((r, x, j) => r + x * costs[i][j], 0), 0);
}
