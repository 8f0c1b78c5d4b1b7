/** A function that expressions may call. */
export interface NamedFunction {
  readonly arity: 1 | 2;
  readonly apply: (a: number, b: number) => number;
}

const one = (apply: (a: number) => number): NamedFunction => ({ arity: 1, apply });

/** The functions of expressions by name. */
export const functions: ReadonlyMap<string, NamedFunction> = new Map([
  ['abs', one(Math.abs)],
  ['acos', one(Math.acos)],
  ['asin', one(Math.asin)],
  ['atan', one(Math.atan)],
  ['cbrt', one(Math.cbrt)],
  ['cos', one(Math.cos)],
  ['cosh', one(Math.cosh)],
  ['exp', one(Math.exp)],
  ['log', one(Math.log)],
  ['max', { arity: 2, apply: Math.max }],
  ['min', { arity: 2, apply: Math.min }],
  ['sign', one(Math.sign)],
  ['sin', one(Math.sin)],
  ['sinh', one(Math.sinh)],
  ['sqrt', one(Math.sqrt)],
  ['tan', one(Math.tan)],
  ['tanh', one(Math.tanh)],
]);

/** Numbers that expressions know by name. */
export const numbers: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };
