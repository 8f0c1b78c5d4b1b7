/** Writes a value as it should stand in an error message: short, exact, never throwing. */
export function describe(value: unknown): string {
  return atDepth(value, 0);
}

function atDepth(value: unknown, depth: number): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (ArrayBuffer.isView(value) && 'length' in value)
    return `${value.constructor.name}(${String(value.length)})`;
  if (Array.isArray(value)) {
    if (depth > 2) return '[…]';
    const head = value
      .slice(0, 6)
      .map((entry) => atDepth(entry, depth + 1))
      .join(', ');
    return value.length > 6 ? `[${head}, … ${value.length} in all]` : `[${head}]`;
  }
  if (value !== null && typeof value === 'object') return value.constructor?.name ?? 'object';
  return String(value);
}
