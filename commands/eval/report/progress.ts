import type { QuestionResult } from '../result.ts';

const QUIET_MS = 2_000;
const TERMINAL_EVERY_MS = 200;
const FILE_EVERY_MS = 10_000;

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  add(result: QuestionResult): void;
  end(): void;
}

/** Says how far a run is: one line that is written over on a terminal, a line now and then elsewhere. */
export function progressOn(screen: Screen, total: number, now: () => number = Date.now): Progress {
  const startedAt = now();
  const counts = { right: 0, refused: 0, wrong: 0, failed: 0 };
  let done = 0;
  let shownAt = startedAt;
  let isShown = false;
  const show = (at: number) => {
    const line = progressLine(done, total, counts, (at - startedAt) / 1000);
    screen.write(screen.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
    shownAt = at;
    isShown = true;
  };
  return {
    add: ({ outcome }) => {
      counts[outcome]++;
      done++;
      const at = now();
      const every = screen.isTTY ? TERMINAL_EVERY_MS : FILE_EVERY_MS;
      if (at - startedAt > QUIET_MS && (at - shownAt >= every || !isShown)) show(at);
    },
    end: () => {
      if (isShown && screen.isTTY) screen.write('\r\u001b[K');
    },
  };
}

function progressLine(
  done: number,
  total: number,
  { right, refused, wrong, failed }: Record<QuestionResult['outcome'], number>,
  seconds: number,
): string {
  const rate = done / seconds;
  const counts = `right ${right}, refused ${refused}, wrong ${wrong}${failed ? `, failed ${failed}` : ''}`;
  return `${done}/${total}  ${counts}  ${rate.toFixed(1)}/s  ${duration((total - done) / rate)} left`;
}

export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
