import { all, create, type MathNode } from 'mathjs/number';
import { ArgumentError } from '../errors/argumentError.ts';
import { finite } from '../errors/check.ts';
import { compile, type Evaluate, is, type Names } from './compile.ts';
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

/** `p (1 - p)` is a product where p is a number, not the call of a function: `(p) (1 - p)` says so, and `p (1 - p)^2` is p times a square. */
function asFactors(text: string, numbersByName: readonly string[]): string {
  const marked = text.replace(/[\p{L}_][\p{L}\p{N}_]*(?=\s*\()/gu, (name) =>
    numbersByName.includes(name) ? `(${name}) ` : name,
  );
  // A name before what is in brackets now looks like a call in its turn.
  return marked === text ? text : asFactors(marked, numbersByName);
}

/** `(p) (1 - p)` is `p (1 - p)` again. */
function withoutNeedlessBrackets(node: MathNode): MathNode {
  return node.transform((part) => (is.parenthesis(part) && is.symbol(part.content) ? part.content : part));
}

/** `p (1 - p)` is `p * (1 - p)`, which what derives derivatives cannot take for a call. */
function withSigns(node: MathNode): MathNode {
  return node.transform((part) =>
    is.operator(part) && part.implicit
      ? new math.OperatorNode('*', 'multiply', part.args.map(withSigns))
      : part,
  );
}

/** The factors of a product that is written without signs; of anything else, itself. */
function unsignedFactors(node: MathNode): MathNode[] {
  if (!is.operator(node) || node.op !== '*' || !node.implicit) return [node];
  return node.args.flatMap(unsignedFactors);
}

/** Refuses `a / 2 p`, which is read as a / (2 p) by what parses it, and as a / 2 * p by many who write it. `1/2 p` is half of p to both. */
function refuseAmbiguous(argument: string, node: MathNode): void {
  node.traverse((part) => {
    if (!is.operator(part) || part.op !== '/') return;
    const [above, below] = part.args;
    const factors = unsignedFactors(below).map(String);
    if (factors.length > 1)
      throw new ArgumentError(
        argument,
        String(part),
        `${above} / ${factors.join(' * ')} or ${above} / (${factors.join(' * ')}), whichever is meant`,
      );
  });
}

/**
 * Reads a formula such as `5 x^2 + cos(pi x)`: +, −, *, /, ^, comparisons with ? and :, the usual functions (`log`, or `ln`, is the natural
 * logarithm), `pi`, `e`, and constants by name. 0 log 0 is 0. Products need no sign, but for what would be ambiguous: `a / 2 p` is refused.
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
  const names = { variables, constants: { ...numbers, ...constants } };
  let node: MathNode;
  try {
    // ** is how JavaScript writes a power, and ln how mathematicians write a logarithm.
    const usual = text.replaceAll('**', '^').replace(/\bln\(/g, 'log(');
    node = math.parse(asFactors(usual, [...variables, ...Object.keys(names.constants)]));
  } catch (cause) {
    throw new ArgumentError(
      argument,
      text,
      `a formula: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  const plain = withoutNeedlessBrackets(node);
  refuseAmbiguous(argument, plain);
  return expressionOf(argument, withSigns(plain), names);
}
