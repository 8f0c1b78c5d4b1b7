import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  SymbolNode,
} from 'mathjs/number';
import { ArgumentError } from '../errors/argumentError.ts';
import { UnknownNameError } from '../errors/unknownNameError.ts';
import { functions } from './functions.ts';

/** The value of an expression where its variables have these values. @see {@link expression} */
export type Evaluate = (values: readonly number[]) => number;

/** What the names in an expression stand for. */
export interface Names {
  /** Places of variables among the values. */
  readonly variables: readonly string[];
  readonly constants: Readonly<Record<string, number>>;
}

/** Node types are told by their name: mathjs has type guards on its instances only. */
export const is: {
  readonly constant: (node: MathNode) => node is ConstantNode<number>;
  readonly symbol: (node: MathNode) => node is SymbolNode;
  readonly operator: (node: MathNode) => node is OperatorNode;
  readonly call: (node: MathNode) => node is FunctionNode<SymbolNode>;
  readonly parenthesis: (node: MathNode) => node is ParenthesisNode;
  readonly conditional: (node: MathNode) => node is ConditionalNode;
} = {
  constant: (node: MathNode): node is ConstantNode<number> => node.type === 'ConstantNode',
  symbol: (node: MathNode): node is SymbolNode => node.type === 'SymbolNode',
  operator: (node: MathNode): node is OperatorNode => node.type === 'OperatorNode',
  call: (node: MathNode): node is FunctionNode<SymbolNode> => node.type === 'FunctionNode',
  parenthesis: (node: MathNode): node is ParenthesisNode => node.type === 'ParenthesisNode',
  conditional: (node: MathNode): node is ConditionalNode => node.type === 'ConditionalNode',
};

/** Whether an expression grows no faster than powers of a logarithm where one of its logarithms is infinite. */
function logarithmic(node: MathNode): boolean {
  if (is.call(node)) return node.fn.name === 'log';
  if (is.parenthesis(node)) return logarithmic(node.content);
  return is.operator(node) && ['+', '-', '*'].includes(node.op) && node.args.some(logarithmic);
}

/** a b, where 0 · log 0 is its limit, 0. */
function product(left: MathNode, right: MathNode, a: Evaluate, b: Evaluate): Evaluate {
  if (!logarithmic(left) && !logarithmic(right)) return (v) => a(v) * b(v);
  return (v) => {
    const [l, r] = [a(v), b(v)];
    return l === 0 || r === 0 ? 0 : l * r;
  };
}

function operation(node: OperatorNode, names: Names): Evaluate {
  const [left, right] = node.args;
  const a = compile(left, names);
  if (node.args.length === 1) {
    if (node.op === '-') return (v) => -a(v);
    if (node.op === '+') return a;
  } else {
    const b = compile(right, names);
    switch (node.op) {
      case '+':
        return (v) => a(v) + b(v);
      case '-':
        return (v) => a(v) - b(v);
      case '*':
        return product(left, right, a, b);
      case '/':
        return (v) => a(v) / b(v);
      case '^':
        return (v) => a(v) ** b(v);
      case '<':
        return (v) => Number(a(v) < b(v));
      case '>':
        return (v) => Number(a(v) > b(v));
      case '<=':
        return (v) => Number(a(v) <= b(v));
      case '>=':
        return (v) => Number(a(v) >= b(v));
    }
  }
  throw new ArgumentError('expression', node.toString(), '+, −, *, /, ^, comparisons, and functions by name');
}

function called(node: FunctionNode<SymbolNode>, names: Names): Evaluate {
  const { name } = node.fn;
  const known = functions.get(name);
  if (known === undefined) throw new UnknownNameError('function', name, [...functions.keys()]);
  const { arity, apply } = known;
  if (node.args.length !== arity)
    throw new ArgumentError(
      'expression',
      node.toString(),
      `${arity} argument${arity > 1 ? 's' : ''} of ${name}`,
    );
  const [a, b] = node.args.map((arg) => compile(arg, names));
  return arity === 1 ? (v) => apply(a(v), 0) : (v) => apply(a(v), b(v));
}

/**
 * Makes closures over numbers of a parsed expression: no code is generated, and nothing but arithmetic and the functions of
 * the table is within reach.
 *
 * @throws UnknownNameError for names that stand for nothing; ArgumentError for whatever is no arithmetic.
 */
export function compile(node: MathNode, names: Names): Evaluate {
  if (is.parenthesis(node)) return compile(node.content, names);
  if (is.operator(node)) return operation(node, names);
  if (is.call(node)) return called(node, names);
  if (is.constant(node) && typeof node.value === 'number') {
    const { value } = node;
    return () => value;
  }
  if (is.symbol(node)) {
    const place = names.variables.indexOf(node.name);
    if (place >= 0) return (v) => v[place];
    if (!Object.hasOwn(names.constants, node.name))
      throw new UnknownNameError('variable or constant', node.name, [
        ...names.variables,
        ...Object.keys(names.constants),
      ]);
    const value = names.constants[node.name];
    return () => value;
  }
  if (is.conditional(node)) {
    const [when, yes, no] = [node.condition, node.trueExpr, node.falseExpr].map((n) => compile(n, names));
    return (v) => (when(v) !== 0 ? yes(v) : no(v));
  }
  throw new ArgumentError('expression', node.toString(), 'arithmetic: no assignments, texts, lists or units');
}
