const REPEAT_AFTER_MS = 10_000;

/** Where progress is shown: a terminal, or a log that keeps every line. */
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;

export interface ProgressLine {
  /** `stage` is what a log is told at once; the rest it gets now and then. */
  show(line: string, stage: string): void;
  end(): void;
}

/** One line that is written over on a terminal; elsewhere a line a stage, and one every ten seconds. */
export function progressLine(output: Output, now: () => number = Date.now): ProgressLine {
  let shownStage: string | undefined;
  let shownAt = 0;
  return {
    show(line, stage) {
      if (output.isTTY) {
        // A line that wraps would not be written over.
        output.write(`\r${output.columns > 0 ? line.slice(0, output.columns - 1) : line}\u001b[K`);
      } else if (stage !== shownStage || now() - shownAt >= REPEAT_AFTER_MS) {
        output.write(`${line}\n`);
        shownAt = now();
      }
      shownStage = stage;
    },
    end() {
      if (output.isTTY && shownStage !== undefined) output.write('\n');
    },
  };
}
