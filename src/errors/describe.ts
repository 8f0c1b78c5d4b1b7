/** Writes a value as it should stand in an error message: short, exact, never throwing. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (ArrayBuffer.isView(value) && 'length' in value) return `${value.constructor.name}(${String(value.length)})`;
  if (Array.isArray(value)) {
    const head = value.slice(0, 6).map(describe).join(', ');
    return value.length > 6 ? `[${head}, … ${value.length} in all]` : `[${head}]`;
  }
  if (value !== null && typeof value === 'object') return value.constructor?.name ?? 'object';
  return String(value);
}
