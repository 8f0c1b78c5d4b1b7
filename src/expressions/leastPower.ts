import type { FunctionNode, MathNode, OperatorNode, SymbolNode } from 'mathjs/number';
import { compile, is, type Names } from './compile.ts';

/** What is shown of an expression on (0, upper): it is Σ c_k p^k, finite or not, with real k ≥ least and all c_k of one sign. */
interface Series {
  readonly sign: 1 | -1;
  /** Infinity for 0. */
  readonly least: number;
  /** c where it is c p^least alone, null where it may have more terms. */
  readonly alone: number | null;
}

/** Where a series is looked for. */
interface Range {
  readonly names: Names;
  /** Everything holds for the first variable in (0, upper). */
  readonly upper: number;
}

function monomial(c: number, power: number): Series | null {
  if (!Number.isFinite(c) || !Number.isFinite(power)) return null;
  return { sign: c < 0 ? -1 : 1, least: c === 0 ? Infinity : power, alone: c };
}

function negative(a: Series | null): Series | null {
  if (a === null) return null;
  return { ...a, sign: a.sign === 1 ? -1 : 1, alone: a.alone === null ? null : -a.alone };
}

function sum(a: Series | null, b: Series | null): Series | null {
  if (a === null || b === null) return null;
  if (a.alone === 0) return b;
  if (b.alone === 0) return a;
  if (a.least === b.least && a.alone !== null && b.alone !== null)
    return monomial(a.alone + b.alone, a.least);
  return a.sign === b.sign ? { sign: a.sign, least: Math.min(a.least, b.least), alone: null } : null;
}

function product(a: Series | null, b: Series | null): Series | null {
  if (a === null || b === null) return null;
  if (a.alone === 0 || b.alone === 0) return monomial(0, 0);
  if (a.alone !== null && b.alone !== null) return monomial(a.alone * b.alone, a.least + b.least);
  return { sign: a.sign === b.sign ? 1 : -1, least: a.least + b.least, alone: null };
}

/** The constant that an expression is; null if the variable is in it. */
function constant(node: MathNode, { names }: Range): number | null {
  const variable = (part: MathNode): boolean => is.symbol(part) && names.variables.includes(part.name);
  return node.filter(variable).length === 0 ? compile(node, names)([]) : null;
}

/** c of a series that is c p^k alone, and 0 for what is none or may be more. */
function coefficient(series: Series | null): number {
  return series?.alone ?? 0;
}

/** c of c − f with c > f ≥ 0 on the range, f increasing: −log(1 − f/c) and (c − f)^r, r < 0, are series in f with coefficients ≥ 0. */
function gap(node: MathNode, range: Range): number | null {
  if (is.parenthesis(node)) return gap(node.content, range);
  if (!is.operator(node) || node.args.length !== 2 || node.op !== '-') return null;
  const [left, right] = node.args;
  const c = constant(left, range) ?? gap(left, range);
  const f = seriesOf(right, range);
  if (c === null || !(c > 0) || f === null || f.sign !== 1 || !(f.least >= 0)) return null;
  // f increases: it stays below c if it is not above at the end.
  return range.upper < Infinity && compile(node, range.names)([range.upper]) >= 0 ? c : null;
}

function power(base: MathNode, exponent: MathNode, range: Range): Series | null {
  const [a, b] = [seriesOf(base, range), seriesOf(exponent, range)];
  const r = constant(exponent, range);
  if (r === null) {
    // A constant above 1 to the power of a series is an exponential.
    const c = constant(base, range);
    return c !== null && c >= 1 && b?.sign === 1 && b.least >= 0 ? { sign: 1, least: 0, alone: null } : null;
  }
  const c = coefficient(a);
  if (a !== null && c > 0) return monomial(c ** r, a.least * r);
  if (a !== null && Number.isInteger(r) && r >= 0)
    return { sign: r % 2 === 0 ? 1 : a.sign, least: r === 0 ? 0 : a.least * r, alone: null };
  return r < 0 && gap(base, range) !== null ? { sign: 1, least: 0, alone: null } : null;
}

/** 1/node where node is a product of powers of gaps and of monomials. */
function inversePower(node: MathNode, range: Range): Series | null {
  if (is.parenthesis(node)) return inversePower(node.content, range);
  const series = seriesOf(node, range);
  if (series !== null && coefficient(series) !== 0) return monomial(1 / coefficient(series), -series.least);
  if (is.operator(node) && node.op === '*')
    return product(inversePower(node.args[0], range), inversePower(node.args[1], range));
  if (is.operator(node) && node.op === '^') {
    const r = constant(node.args[1], range);
    return r !== null && r > 0 && gap(node.args[0], range) !== null
      ? { sign: 1, least: 0, alone: null }
      : null;
  }
  return gap(node, range) === null ? null : { sign: 1, least: 0, alone: null };
}

function called(node: FunctionNode<SymbolNode>, range: Range): Series | null {
  const [argument] = node.args;
  const f = seriesOf(argument, range);
  const increasing = f !== null && f.sign === 1 && f.least >= 0;
  switch (node.fn.name) {
    case 'exp':
    case 'cosh':
      return increasing ? { sign: 1, least: 0, alone: null } : null;
    case 'sinh':
      return increasing ? { sign: 1, least: f.least, alone: null } : null;
    case 'sqrt':
      return f !== null && coefficient(f) > 0 ? monomial(Math.sqrt(coefficient(f)), f.least / 2) : null;
    case 'log': {
      // log(c − f) = log c + log(1 − f/c)
      const c = gap(argument, range);
      return c !== null && c <= 1 ? { sign: -1, least: 0, alone: null } : null;
    }
    default:
      return null;
  }
}

function operation(node: OperatorNode, range: Range): Series | null {
  const [a, b] = node.args;
  if (node.args.length === 1) {
    const whole = seriesOf(a, range);
    return node.op === '-' ? negative(whole) : node.op === '+' ? whole : null;
  }
  switch (node.op) {
    case '+':
      return sum(seriesOf(a, range), seriesOf(b, range));
    case '-':
      return sum(seriesOf(a, range), negative(seriesOf(b, range)));
    case '*':
      return product(seriesOf(a, range), seriesOf(b, range));
    case '/':
      return product(seriesOf(a, range), inversePower(b, range));
    case '^':
      return power(a, b, range);
    default:
      return null;
  }
}

function seriesOf(node: MathNode, range: Range): Series | null {
  const known = constant(node, range);
  if (known !== null) return monomial(known, 0);
  if (is.parenthesis(node)) return seriesOf(node.content, range);
  if (is.operator(node)) return operation(node, range);
  if (is.call(node)) return called(node, range);
  return is.symbol(node) ? monomial(1, 1) : null;
}

/**
 * The least k of an expression that is shown to be Σ c_k p^k on (0, upper) with all c_k ≥ 0, p its one variable: sums, products and powers of such,
 * exponentials, and logarithms and negative powers of what such take away from a constant.
 *
 * @returns Infinity for 0; null where nothing is shown.
 */
export function leastPower(node: MathNode, names: Names, upper: number): number | null {
  const series = seriesOf(node, { names, upper });
  return series !== null && (series.sign === 1 || series.alone === 0) ? series.least : null;
}
