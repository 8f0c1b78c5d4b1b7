import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import type { Figure, Series } from 'ottoflow';
import { describe, expect, test } from 'vitest';
import { draw } from '../../src/cli/figure/draw.ts';
import { legend } from '../../src/cli/figure/legend.ts';
import { looks, palette } from '../../src/cli/figure/look.ts';
import { shades } from '../../src/cli/figure/shades.ts';
import { thin } from '../../src/cli/figure/thin.ts';
import { axisTicks } from '../../src/cli/figure/ticks.ts';

const figure = (series: readonly Series[], y: Partial<Figure['y']> = {}): Figure => ({
  id: 'f',
  title: 'A & B',
  caption: '',
  x: { label: 'x <m>' },
  y: { label: 'y', ...y },
  series,
});

/** The coordinates of every path with this stroke or fill that is part of a curve. */
function paths(svg: string, colour: string): string[] {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  return [
    ...document.querySelectorAll(
      `g[stroke="${colour}"] path, path[stroke="${colour}"][clip-path], g[clip-path] path[stroke="${colour}"]`,
    ),
  ].map((p) => p.getAttribute('d') ?? '');
}

describe('draw', () => {
  const two = figure([
    { label: 'first, slope 19.74', x: [0, 1, 2], y: [1, 10, 100] },
    { label: 'second', x: [0, 1, 2], y: [2, 20, 50], error: [1, 1, 1], style: 'dots' },
  ]);

  test('labels, title and axes stand in the picture, escaped', () => {
    const svg = draw(two);
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).toContain('role="img"');
    expect(svg).toContain(
      '<title>A &#38; B: y against x &#60;m&#62;. Curves: first, slope 19.74; second.</title>',
    );
    for (const text of ['first, slope 19.74', 'second', 'x &#60;m'])
      expect(svg.replaceAll('&lt;', '&#60;')).toContain(text);
  });

  test('equal figures make equal text, and ids carry the name of the figure', () => {
    expect(draw(two)).toBe(draw(two));
    const ids = [...draw(two, 'mine').matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.every((id) => /^mine-\d+$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('no number is written with more than two decimals of a pixel, and none is NaN', () => {
    const svg = draw(figure([{ label: 'a', x: [0, 1 / 3, 1], y: [0, Math.PI, 1e-3] }]));
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    for (const [, d] of svg.matchAll(/ d="([^"]*)"/g)) expect(d).not.toMatch(/\.\d{3}/);
  });

  test('a curve is broken where it has no value, or none that a log axis can show', () => {
    const broken = draw(figure([{ label: 'a', x: [0, 1, 2, 3, 4], y: [1, 2, 0, 3, 4] }], { scale: 'log' }));
    const [d] = paths(broken, palette[0].light);
    expect(d.match(/M/g)).toHaveLength(2);
    const whole = draw(figure([{ label: 'a', x: [0, 1, 2, 3, 4], y: [1, 2, 0, 3, 4] }]));
    expect(paths(whole, palette[0].light)[0].match(/M/g)).toHaveLength(1);
  });

  test('log axes are labelled in powers of ten, never in SI letters', () => {
    const svg = draw(figure([{ label: 'a', x: [0, 1], y: [1e-8, 1] }], { scale: 'log' }));
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => m[1]);
    expect(texts).toContain('10⁻⁸');
    expect(texts).toContain('10⁰');
    expect(texts.filter((t) => /\d[kmµnp]$/.test(t))).toEqual([]);
  });

  test('what cannot be drawn makes an empty frame, not an error', () => {
    expect(draw(figure([]))).toContain('<svg');
    expect(draw(figure([{ label: 'none', x: [], y: [] }]))).toContain('none');
    expect(draw(figure([{ label: 'a', x: [0, 1], y: [Number.NaN, -1] }], { scale: 'log' }))).not.toContain(
      'NaN',
    );
    expect(draw(figure([{ label: 'a', x: [1], y: [5], style: 'dots' }]))).not.toContain('NaN');
  });
});

describe('maps', () => {
  const map = { label: 'P & Q', x: [0, 1, 3], y: [0, 1, 2], values: [1, 2, Number.NaN, 0] };
  const drawn = draw({ ...figure([]), map });

  test('a path for each shade, none for nothing, and a strip with the largest value', () => {
    const squares = [...drawn.matchAll(/<path d="([^"]*)" fill="[^"]*" fill-opacity="([^"]*)"/g)];
    // Sixteen in the strip, and two cells of different values.
    expect(squares).toHaveLength(18);
    expect(squares.slice(0, 2).map(([, , opacity]) => Number(opacity))).toEqual([0.5, 1]);
    expect(drawn).toContain('P &#38; Q, from 0 to 2');
    expect(drawn).toContain('Shades: P &#38; Q.');
    expect(drawn).not.toMatch(/NaN|undefined/);
  });

  test('runs of one shade cover each column once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (v) => {
          const [x, y] = [
            [0, 1, 2, 3],
            [0, 1, 2, 3, 4],
          ];
          const d = shades({ label: '', x, y, values: v }, Number, Number);
          const area = [...d.matchAll(/M([\d.]+),([\d.]+)H([\d.]+)V([\d.]+)H/g)].reduce(
            (s, [, a, b, c, e]) => s + (Number(c) - Number(a)) * (Number(e) - Number(b)),
            0,
          );
          expect(area).toBeCloseTo(v.filter((p) => p > 0).length, 9);
        },
      ),
    );
  });
});

describe('axisTicks', () => {
  const range = fc.tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  );

  test('linear ticks are inside, equally spaced, and neither few nor many', () => {
    fc.assert(
      fc.property(range, ([lower, width]) => {
        fc.pre(width > 1e-6 * Math.abs(lower));
        const { ticks, domain } = axisTicks({ label: '', domain: [lower, lower + width] }, [], 0);
        expect(domain).toEqual([lower, lower + width]);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(10);
        const step = ticks[1] - ticks[0];
        for (let i = 1; i < ticks.length; i++) expect(ticks[i] - ticks[i - 1]).toBeCloseTo(step, 5);
        const slack = 1e-6 * width;
        expect(ticks[0]).toBeGreaterThanOrEqual(lower - slack);
        expect(ticks[ticks.length - 1]).toBeLessThanOrEqual(lower + width + slack);
      }),
    );
  });

  test('log ticks are inside, and at least two over any range above a factor of three', () => {
    const logs = fc.tuple(
      fc.double({ min: -200, max: 200, noNaN: true }),
      fc.double({ min: 0.7, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(logs, ([from, decades]) => {
        const [lower, upper] = [10 ** from, 10 ** (from + decades)];
        const { ticks, minor } = axisTicks({ label: '', scale: 'log', domain: [lower, upper] }, [], 0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(10);
        for (const t of [...ticks, ...minor])
          expect(t >= lower * (1 - 1e-8) && t <= upper * (1 + 1e-8)).toBe(true);
      }),
    );
  });

  test('labels tell neighbouring ticks apart', () => {
    fc.assert(
      fc.property(range, ([lower, width]) => {
        fc.pre(width > 1e-4 * Math.abs(lower));
        const { ticks, format } = axisTicks({ label: '', domain: [lower, lower + width] }, [], 0);
        expect(new Set(ticks.map(format)).size).toBe(ticks.length);
      }),
    );
  });

  test('without a domain the axis holds the data; what is nowhere negative begins at zero', () => {
    expect(axisTicks({ label: '' }, [0.01, 5, Number.NaN, Infinity], 0.05).domain[0]).toBe(0);
    const { domain } = axisTicks({ label: '', scale: 'log' }, [1e-3, 0, -1, 10], 0.05);
    expect(domain[0]).toBeLessThan(1e-3);
    expect(domain[0]).toBeGreaterThan(1e-4);
    expect(domain[1]).toBeGreaterThan(10);
  });
});

describe('thin', () => {
  test('keeps ends, extremes and order, and at most four points a column', () => {
    const curves = fc.array(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(curves, fc.integer({ min: 1, max: 50 }), (ys, columns) => {
        const points = ys.map((y, x) => ({ x, y }));
        const kept = thin(points, columns);
        expect(kept.length).toBeLessThanOrEqual(Math.max(4 * columns, 2 * columns));
        expect([kept[0], kept[kept.length - 1]]).toEqual([points[0], points[points.length - 1]]);
        const extremes = (list: readonly { y: number }[]): number[] => [
          Math.min(...list.map((p) => p.y)),
          Math.max(...list.map((p) => p.y)),
        ];
        expect(extremes(kept)).toEqual(extremes(points));
        for (let i = 1; i < kept.length; i++) expect(kept[i].x).toBeGreaterThan(kept[i - 1].x);
      }),
    );
  });
});

describe('looks', () => {
  const of = (...styles: Series['style'][]): Series[] =>
    styles.map((style) => ({ label: '', x: [], y: [], ...(style === undefined ? {} : { style }) }));

  test('five series have five colours, and open styles five looks in grey', () => {
    const six = looks(of(undefined, undefined, undefined, undefined, undefined));
    expect(new Set(six.map((l) => l.colour)).size).toBe(5);
    expect(new Set(six.map((l) => l.dash)).size).toBe(5);
  });

  test('series of one group share a colour, and no other has it', () => {
    const groups = ['t = 1', undefined, 't = 2', 't = 1', undefined, 't = 2'];
    const shown = groups.map((group): Series => ({ label: '', x: [], y: [], ...(group && { group }) }));
    const colours = looks(shown).map((l) => palette.findIndex(({ light }) => light === l.colour));
    expect(colours).toEqual([0, 1, 2, 0, 3, 2]);
  });

  test('dashes that are asked for differ from those that are given', () => {
    const dashes = looks(of(undefined, undefined, undefined, 'dashed')).map((l) => l.dash);
    expect(new Set(dashes).size).toBe(4);
    expect(looks(of('line', undefined)).map((l) => l.dash)).toEqual(['', expect.stringMatching(/\d/)]);
  });

  test('a style that is asked for is given', () => {
    const [line, dashed, dots, steps] = looks(of('line', 'dashed', 'dots', 'steps'));
    expect([line.kind, line.dash]).toEqual(['line', '']);
    expect([dashed.kind, dashed.dash === '']).toEqual(['line', false]);
    expect([dots.kind, steps.kind]).toEqual(['dots', 'steps']);
  });

  test('every colour stands out from its paper by 4.5 to 1 (WCAG 2, success criterion 1.4.3)', () => {
    const luminance = (hex: string): number => {
      const [r, g, b] = [1, 3, 5].map((i) => {
        const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a: string, b: string): number => {
      const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
      return (high + 0.05) / (low + 0.05);
    };
    for (const { light, dark } of palette) {
      expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark, '#14161a')).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('legend', () => {
  const [look] = looks([{ label: '', x: [], y: [] }]);
  test('short entries share a row; long ones take their own', () => {
    const one = legend([{ label: 'a', look }], 500).height;
    expect(
      legend(
        ['a', 'b', 'c'].map((label) => ({ label, look })),
        500,
      ).height,
    ).toBe(one);
    expect(
      legend(
        ['a', 'b', 'c'].map((label) => ({ label: label.repeat(60), look })),
        500,
      ).height,
    ).toBe(3 * one);
    expect(legend([], 500).height).toBe(0);
  });
});
