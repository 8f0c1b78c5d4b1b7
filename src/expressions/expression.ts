import { all, create, type MathNode } from 'mathjs/number';
import { ArgumentError } from '../errors/argumentError.ts';
import { finite } from '../errors/check.ts';
import { compile, type Evaluate, type Names } from './compile.ts';
import { numbers } from './functions.ts';
import { leastPower } from './leastPower.ts';

const math = create(all, {});

/** Values of named constants in expressions. @see {@link expression} */
export type Constants = Readonly<Record<string, number>>;

/** A formula: what it says, its value, and its derivatives as formulas. @see {@link expression} */
export interface Expression {
  readonly text: string;
  readonly evaluate: Evaluate;
  /** Names of the variables that occur in it. */
  readonly uses: ReadonlySet<string>;
  /** The derivative by a variable, symbolically. @throws ArgumentError if it has none, as of conditions. */
  derivative(variable: string): Expression;
  /** The least k where it is shown to be Σ c_k p^k with all c_k ≥ 0 on (0, upper), p its first variable: see `leastPower`. */
  leastPower(upper: number): number | null;
}

function expressionOf(argument: string, node: MathNode, names: Names): Expression {
  const text = node.toString();
  const symbols = node.filter((part) => part.type === 'SymbolNode').map(String);
  return {
    text,
    evaluate: compile(node, names),
    uses: new Set(names.variables.filter((name) => symbols.includes(name))),
    derivative: (variable) => {
      let found: MathNode;
      try {
        found = math.derivative(node, variable);
      } catch {
        throw new ArgumentError(
          argument,
          text,
          'what has a derivative in closed form, or its derivatives beside it',
        );
      }
      return expressionOf(argument, found, names);
    },
    leastPower: (upper) => leastPower(node, names, upper),
  };
}

/** `p (1 - p)` is a product where p is a number, and not the call of a function. */
function products(node: MathNode, numbersByName: readonly string[]): MathNode {
  return node.transform((part) => {
    if (!(part instanceof math.FunctionNode) || part.args.length !== 1) return part;
    const { name } = part.fn;
    if (!numbersByName.includes(name)) return part;
    const factors = [new math.SymbolNode(name), new math.ParenthesisNode(part.args[0])];
    return new math.OperatorNode('*', 'multiply', factors);
  });
}

/**
 * Reads a formula such as `5 x^2 + cos(pi x)`: +, −, *, /, ^, comparisons with ? and :, the usual functions (`log`, or `ln`, is the natural
 * logarithm), `pi`, `e`, and constants by name. 0 log 0 is 0.
 *
 * @param argument - what the text is, for messages.
 * @throws ArgumentError saying where the text cannot be read; UnknownNameError with the nearest names.
 * @example
 * ```ts
 * import { expression } from 'ottoflow/expressions';
 *
 * const U = expression('U', 'a p^2 + p log(p)', ['p'], { a: 2 });
 * console.log(U.evaluate([1]), U.derivative('p').evaluate([1]));
 * ```
 * ```text
 * 2 5
 * ```
 */
export function expression(
  argument: string,
  text: string,
  variables: readonly string[],
  constants: Constants = {},
): Expression {
  if (typeof text !== 'string' || text.trim() === '')
    throw new ArgumentError(argument, text, `a formula in ${variables.join(', ')}, as text`);
  for (const [name, value] of Object.entries(constants)) {
    finite(`constants.${name}`, value);
    if (variables.includes(name))
      throw new ArgumentError(
        `constants.${name}`,
        value,
        `another name: ${name} is a variable of ${argument}`,
      );
  }
  let node: MathNode;
  try {
    // ** is how JavaScript writes a power, and ln how mathematicians write a logarithm.
    node = math.parse(text.replaceAll('**', '^').replace(/\bln\(/g, 'log('));
  } catch (cause) {
    throw new ArgumentError(
      argument,
      text,
      `a formula: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  const names = { variables, constants: { ...numbers, ...constants } };
  return expressionOf(argument, products(node, [...variables, ...Object.keys(names.constants)]), names);
}
