import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { progressBar } from '../../src/cli/terminal/progress.ts';

/** A terminal of which everything that is written is kept. */
function screen(): { stream: NodeJS.WritableStream; text: () => string } {
  let text = '';
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  stream.on('data', (chunk) => {
    text += String(chunk);
  });
  return { stream, text: () => text };
}

const rested = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('progressBar', () => {
  test('shows how much is done, how long it may take, and what is being done; and goes away', async () => {
    const { stream, text } = screen();
    const bar = progressBar(stream);
    bar.start();
    bar.update(0.5, 'halfway');
    bar.stop();
    await rested();
    expect(text()).toMatch(/ 50 % \| \d+ s left \| halfway/);
    // The line is cleared, and the cursor shown again.
    expect(text().endsWith('\u001b[2K')).toBe(true);
    expect(text().lastIndexOf('\u001b[?25h')).toBeGreaterThan(text().lastIndexOf('\u001b[?25l'));
  });

  test('is silent before it is started and after it has been stopped', async () => {
    const { stream, text } = screen();
    const bar = progressBar(stream);
    bar.update(0.5, 'too early');
    bar.start();
    bar.stop();
    bar.update(0.6, 'too late');
    await rested();
    expect(text()).toBe('');
  });

  test('paused, it leaves the line free; the next update brings it back', async () => {
    const { stream, text } = screen();
    const bar = progressBar(stream);
    bar.start();
    bar.update(0.2, 'first');
    bar.pause();
    await rested();
    const before = text().length;
    bar.update(0.4, 'second');
    bar.stop();
    await rested();
    expect(text().slice(before)).toMatch(/ 40 % .* second/);
  });
});
