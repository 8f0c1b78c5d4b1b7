import { SingleBar } from 'cli-progress';

/** Shows how far a task has come. */
export interface Progress {
  /** Begins a task; the one before is over. */
  start(): void;
  /**
   * @param fraction - done, in [0, 1].
   * @param what - a few words on what is being done.
   * @param secondsLeft - from the time taken unless it is known better, as where a part had been done before.
   */
  update(fraction: number, what: string, secondsLeft?: number): void;
  /** Takes the bar away, so that lines can be written; the next update brings it back. */
  pause(): void;
  /** The task is over. */
  stop(): void;
}

/** Shows nothing. */
export const noProgress: Progress = { start() {}, update() {}, pause() {}, stop() {} };

const FORMAT = '{bar} {percentage} % | {left} left | {what}';
const TOTAL = 1000;

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A bar with the time left, which is the time taken scaled by what is left over what is done. */
export function progressBar(screen: NodeJS.WritableStream): Progress {
  const bar = new SingleBar({
    format: FORMAT,
    stream: screen,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
    fps: 10,
  });
  let started = 0;
  let running = false;
  let shown = false;
  const pause = (): void => {
    if (shown) bar.stop();
    shown = false;
  };
  return {
    start() {
      pause();
      started = performance.now();
      running = true;
    },
    update(fraction, what, secondsLeft) {
      if (!running) return;
      const seconds = (performance.now() - started) / 1000;
      const left = duration(secondsLeft ?? (seconds * (1 - fraction)) / fraction);
      const value = Math.round(TOTAL * Math.min(1, fraction));
      if (shown) bar.update(value, { left, what });
      else bar.start(TOTAL, value, { left, what });
      shown = true;
    },
    pause,
    stop() {
      running = false;
      pause();
    },
  };
}
