import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { energyFaults } from './support/energyFaults.ts';
import { flowFaults } from './support/flowFaults.ts';
import { solverFaults } from './support/solverFaults.ts';

/** Which law catches what, as a table of the documentation: the tests beside this one show that it does. */
function faultTable(faults: readonly (readonly [law: string, fault: string, ...rest: unknown[]])[]): string {
  const laws = [...new Set(faults.map(([law]) => law))];
  const rows = laws.map((law) => {
    const caught = faults.filter(([name]) => name === law).map(([, fault]) => fault);
    return `| ${law} | ${caught.join('; ')} |`;
  });
  return ['| law | faults that it caught |', '|---|---|', ...rows].join('\n');
}

const page = readFileSync(new URL('../../docs/theory/laws.md', import.meta.url), 'utf8');

test.each([
  ['of energies', faultTable(energyFaults)],
  ['of solvers', faultTable(solverFaults)],
  ['of flows', faultTable(flowFaults)],
])('the documentation lists the planted faults %s', (_, table) => {
  expect(page).toContain(table);
});
