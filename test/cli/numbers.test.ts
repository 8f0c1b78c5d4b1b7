import fc from 'fast-check';
import { check } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { checkNumbers, formatNumber, superscript } from '../../src/cli/numbers.ts';
import { textTable } from '../../src/cli/terminal/table.ts';

describe('formatNumber', () => {
  const cases: [number, number, string, string][] = [
    [0, 4, '0', '0'],
    [1, 4, '1', '1'],
    [-2.5, 4, '-2.5', '−2.5'],
    [19.7392088, 5, '19.739', '19.739'],
    [200, 2, '200', '200'],
    [12345.678, 6, '12345.7', '12345.7'],
    [0.00123456, 3, '0.00123', '0.00123'],
    [0.000123456, 3, '1.23e-4', '1.23·10⁻⁴'],
    [1e-9, 3, '1e-9', '10⁻⁹'],
    [-1e-12, 3, '-1e-12', '−10⁻¹²'],
    [6.02e23, 3, '6.02e23', '6.02·10²³'],
    [0.99999, 3, '1', '1'],
    [Number.NaN, 3, 'NaN', 'NaN'],
    [Infinity, 3, 'Infinity', '∞'],
    [-Infinity, 3, '-Infinity', '−∞'],
  ];
  test.each(cases)('%d to %d digits', (value, digits, plain, typeset) => {
    expect([formatNumber(value, digits), formatNumber(value, digits, 'typeset')]).toEqual([plain, typeset]);
  });

  test('what is written is the number, rounded to the digits asked for', () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 17 }), (value, digits) => {
        expect(Number(formatNumber(value, digits))).toBe(Number(value.toPrecision(digits)) + 0);
      }),
    );
  });

  test('superscripts', () => expect(superscript(-1234567890)).toBe('⁻¹²³⁴⁵⁶⁷⁸⁹⁰'));
});

describe('checkNumbers', () => {
  const claim = { name: '', source: '' };
  test('shows as many digits as the tolerance makes meaningful', () => {
    const loose = check({ ...claim, measured: 25.6187654, expected: 25.6019876, tolerance: 0.128 });
    expect(checkNumbers(loose, 'plain')).toEqual(['25.619', '25.602', '± 0.13']);
    const tight = check({ ...claim, measured: 2.000000000123, expected: 2.0000000001, tolerance: 1e-10 });
    expect(checkNumbers(tight, 'plain')).toEqual(['2.000000000123', '2.0000000001', '± 1e-10']);
  });

  test('bounds carry their sign', () => {
    const bound = check({ ...claim, measured: 3.21e-10, expected: 1e-9, relation: 'atMost' });
    expect(checkNumbers(bound, 'typeset')).toEqual(['3.21·10⁻¹⁰', '≤ 10⁻⁹', '']);
  });
});

describe('textTable', () => {
  test('aligns by characters, not by bytes, and leaves no blanks at the ends of lines', () => {
    const columns = [{ title: 'τ' }, { title: 'order', align: 'right' as const }, { title: '' }];
    expect(
      textTable(
        columns,
        [
          ['10⁻³', '1', ''],
          ['1', '0.98', 'x'],
        ],
        '  ',
      ),
    ).toBe('  τ     order\n  10⁻³      1\n  1      0.98  x');
  });
});
