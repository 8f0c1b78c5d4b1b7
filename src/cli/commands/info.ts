import { type Problem, parametersOf } from '../../verify/problem.ts';
import { EXIT } from '../exit.ts';
import { findProblem } from '../modules/problemModule.ts';
import { formatNumber } from '../numbers.ts';
import { subjectOf } from '../run/subject.ts';
import { type OutputOptions, output } from '../terminal/output.ts';
import { textTable } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { SolverSubject, World } from '../world.ts';

function parameterLines({ parameters }: Problem): string {
  const rows = Object.entries(parameters).map(([name, { default: value, range, description }]) => {
    const [lower, upper] = range ?? [-Infinity, Infinity];
    return [name, formatNumber(value, 8), `[${formatNumber(lower)}, ${formatNumber(upper)}]`, description];
  });
  const columns = [{ title: 'parameter' }, { title: 'default' }, { title: 'range' }, { title: '' }];
  return rows.length === 0 ? 'no parameters' : textTable(columns, rows);
}

function modelLine({ model, flow: { grid } }: SolverSubject): string {
  if (model === null) return 'none';
  const { particles, epsilon, pair, box } = model;
  const alpha = formatNumber(pair.excludedVolume(box.length), 6);
  const sides = box.map(([lower, upper]) => `[${formatNumber(lower)}, ${formatNumber(upper)}]`).join(' × ');
  const seen = grid.dimension === 1 ? 'axis' : `${grid.dimension} axes`;
  const wider = box.length > grid.dimension ? `, in ${sides}, of which the grid has the first ${seen}` : '';
  return `${particles} particles of range ${formatNumber(epsilon)}, ${pair.name}, excluded volume ${alpha}${wider}`;
}

/** `ottoflow info`: what a problem is, and how it is run when nothing else is said. */
export async function info(
  word: string,
  options: OutputOptions,
  world: World,
  terminal: Terminal,
): Promise<number> {
  const problem = await findProblem(word, world.problems);
  const to = output(terminal, options);
  const { name, title, source, summary, parameters, defaults, verify } = problem;
  const subject = subjectOf(problem, parametersOf(problem), defaults.cells);
  const { energy, grid, initial, mobility } = subject.flow;
  const capabilities = {
    ...energy.capabilities,
    displacementConvexity: energy.capabilities.displacementConvexity(grid.dimension),
  };
  to.emit({
    event: 'summary',
    ...{ name, title, source, summary, parameters, defaults },
    energy: { name: energy.name, ...capabilities },
    mobility: mobility.name,
    grid: grid.toString(),
    model: subject.model === null ? null : modelLine(subject),
    verifies: verify !== undefined,
  });
  to.say(`${name} — ${title}\n${source}\n${summary === '' ? '' : `\n${summary}\n`}`);
  to.say(`${parameterLines(problem)}\n`);
  const { local, convex, displacementConvexity, domain } = capabilities;
  const traits = [local ? 'local' : 'nonlocal', convex ? 'convex' : 'not known to be convex'];
  if (displacementConvexity > -Infinity)
    traits.push(`${formatNumber(displacementConvexity)}-convex along geodesics`);
  if (domain[1] < Infinity) traits.push(`for ${formatNumber(domain[0])} ≤ p ≤ ${formatNumber(domain[1])}`);
  const rows = [
    ['energy', `${energy.name} (${traits.join(', ')})`],
    ['mobility', mobility.name],
    ['grid', grid.toString()],
    ['mass', formatNumber(initial.mass, 8)],
    ['particles', modelLine(subject)],
    ['time step', formatNumber(defaults.timeStep)],
    ['until', formatNumber(defaults.until)],
    ['saved at', defaults.saveAt.map((t) => formatNumber(t)).join(', ')],
    ['verified by', verify === undefined ? 'the general checks' : 'its own checks'],
  ];
  to.say(textTable([{ title: '' }, { title: '' }], rows));
  return EXIT.success;
}
