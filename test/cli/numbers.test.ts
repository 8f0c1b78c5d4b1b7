import fc from 'fast-check';
import { check } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { cellText, isNumeric } from '../../src/cli/cells.ts';
import { checkNumbers, formatNumber, superscript } from '../../src/cli/numbers.ts';
import { textTable } from '../../src/cli/terminal/table.ts';
import { wrapped } from '../../src/cli/terminal/wrap.ts';

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

describe('cells', () => {
  const rows = [
    [0.5, '1.5e-2', '0.235 ± 0.001', 'word', '–'],
    [1e-9, '0.0e+0', '+0.9 σ', '3', ''],
  ];
  const table = { id: '', title: '', caption: '', columns: ['a', 'b', 'c', 'd', 'e'], rows };

  test('a column of numbers is one of numbers however they are written; words and blanks make none', () => {
    expect(table.columns.map((_, k) => isNumeric(table, k))).toEqual([true, true, true, false, false]);
    expect(isNumeric({ ...table, rows: [['–'], [3]] }, 0)).toBe(true);
  });

  test('written numbers keep their digits and get true powers on a page', () => {
    expect(rows[0].map((c) => cellText(c, 'typeset'))).toEqual([
      '0.5',
      '1.5·10⁻²',
      '0.235 ± 0.001',
      'word',
      '–',
    ]);
    expect(rows[1].map((c) => cellText(c, 'typeset'))).toEqual(['10⁻⁹', '0.0', '+0.9 σ', '3', '']);
    expect(cellText('1.5e-2', 'plain')).toBe('1.5e-2');
  });
});

describe('wrapped', () => {
  test('breaks between words, and keeps all of them', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,120}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, (list) => {
        const lines = wrapped(list.join(' '), '  ').split('\n');
        expect(lines.flatMap((l) => l.trim().split(' '))).toEqual(list);
        for (const line of lines) expect(line.length <= 100 || !line.trim().includes(' ')).toBe(true);
      }),
    );
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
