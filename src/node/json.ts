/**
 * An object as JSON text with one line per top-level field, so that long lists stay on one line and files can be
 * compared. What JSON cannot say (NaN, ±Infinity) becomes null; typed arrays become lists.
 */
export function json(object: object): string {
  const fields = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value, plain)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}

/** For JSON.stringify: a typed array as a list. */
export function plain(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(Object.values(value)) : value;
}
