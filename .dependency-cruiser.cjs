/**
 * The rules of the house: imports go one way, problems → solvers → src; src/cli may import from everywhere and
 * nothing imports it; what is not in a folder named node/ (or in src/cli/) runs in a browser.
 */
const library = '^(src|solvers|problems)/';
const nodeRooms = ['^src/cli/', '(^|/)node/'];
const typesOnly = ['type-only', 'type-import'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'src-knows-no-solver',
      comment: 'src/ is the language; only src/cli/ may look at solvers/ and problems/.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^(solvers|problems)/' },
    },
    {
      name: 'solvers-know-no-problem',
      comment: 'solvers/ may import src/, never problems/.',
      severity: 'error',
      from: { path: '^solvers/' },
      to: { path: '^problems/' },
    },
    {
      name: 'nothing-imports-the-cli',
      severity: 'error',
      from: { path: library, pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: library },
      to: { path: '^test/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle made of types alone is harmless: it is gone at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: typesOnly } },
    },
    {
      name: 'node-builtins-stay-in-node-rooms',
      comment: "Node's own modules only in src/cli/ and in folders named node/: the rest runs in browsers.",
      severity: 'error',
      from: { path: library, pathNot: nodeRooms },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'node-packages-stay-in-node-rooms',
      comment: 'These packages need Node, like its own modules.',
      severity: 'error',
      from: { path: library, pathNot: nodeRooms },
      to: { path: '(^|/)node_modules/(cli-progress|commander|tinypool|tsx)/' },
    },
    {
      name: 'node-rooms-only-on-demand',
      comment:
        'What runs in browsers may name a file of a node/ folder in import(), or as a type; never in import.',
      severity: 'error',
      from: { path: library, pathNot: nodeRooms },
      to: { path: '/node/', pathNot: 'node_modules', dynamic: false, dependencyTypesNot: typesOnly },
    },
    {
      name: 'fast-check-only-in-testing',
      comment: 'Only ottoflow/testing loads fast-check.',
      severity: 'error',
      from: { path: library, pathNot: '^src/testing/' },
      to: { path: '(^|/)node_modules/fast-check/' },
    },
    {
      name: 'testing-stays-apart',
      comment: 'ottoflow/testing is an entry of its own; importing it elsewhere would load fast-check.',
      severity: 'error',
      from: { path: library, pathNot: ['^src/testing/', '^src/cli/'] },
      to: { path: '^src/testing/' },
    },
    {
      name: 'expressions-stay-apart',
      comment: 'ottoflow/expressions is an entry of its own; importing it elsewhere would load mathjs.',
      severity: 'error',
      from: { path: library, pathNot: ['^src/expressions/', '^src/cli/'] },
      to: { path: '^src/expressions/' },
    },
    {
      name: 'mathjs-only-in-expressions',
      comment: 'Only ottoflow/expressions loads mathjs.',
      severity: 'error',
      from: { path: library, pathNot: '^src/expressions/' },
      to: { path: '(^|/)node_modules/mathjs/' },
    },
    {
      name: 'no-development-packages',
      comment: 'What is shipped imports only what an installation brings.',
      severity: 'error',
      from: { path: library },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|docs)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['ottoflow-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
