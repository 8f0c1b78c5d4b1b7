import type { Check } from '../verify/check.ts';

/** How numbers are set: `plain` for terminals (1.2e-9), `typeset` for pages (1.2·10⁻⁹, true minus signs). */
export type NumberStyle = 'plain' | 'typeset';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An integer in superscript characters. */
export function superscript(n: number): string {
  return String(n).replace(/./g, (c) => (c === '-' ? '⁻' : SUPERSCRIPTS[Number(c)]));
}

function trimmed(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/**
 * A number to this many significant digits, trailing zeros dropped, in powers of ten where that is shorter.
 *
 * @param digits - 1 to 17.
 */
export function formatNumber(value: number, digits = 4, style: NumberStyle = 'plain'): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value))
    return value > 0 ? (style === 'plain' ? 'Infinity' : '∞') : style === 'plain' ? '-Infinity' : '−∞';
  if (value === 0) return '0';
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  const fixed = power >= -3 && power < Math.max(digits, 5);
  if (fixed) {
    const text = trimmed(value.toFixed(Math.max(0, digits - 1 - power)));
    return style === 'plain' ? text : text.replace('-', '−');
  }
  const short = trimmed(mantissa);
  if (style === 'plain') return `${short}e${power}`;
  const ten = `10${superscript(power)}`;
  if (short === '1') return ten;
  return short === '-1' ? `−${ten}` : `${short.replace('-', '−')}·${ten}`;
}

/** The columns measured, expected and tolerance of a check, with as many digits as its tolerance makes meaningful. */
export function checkNumbers(
  check: Check,
  style: NumberStyle,
): [measured: string, expected: string, tolerance: string] {
  const { measured, expected, tolerance, relation } = check;
  const room = tolerance > 0 && expected !== 0 ? Math.log10(Math.abs(expected) / tolerance) + 2 : 4;
  const digits =
    relation === 'equal' && Number.isFinite(room) ? Math.min(15, Math.max(4, Math.ceil(room))) : 4;
  const sign = { equal: '', atMost: '≤ ', atLeast: '≥ ' }[relation];
  const give = tolerance === 0 ? '' : `± ${formatNumber(tolerance, 2, style)}`;
  return [formatNumber(measured, digits, style), sign + formatNumber(expected, digits, style), give];
}
