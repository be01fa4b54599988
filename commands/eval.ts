import { describeError } from '../local/stack/describe-error.ts';
import { evaluateSuite } from './eval/evaluate-suite.ts';
import { INTERRUPTED, interruption } from './eval/interruption.ts';
import { readArguments } from './eval/read-arguments.ts';
import { USAGE } from './eval/usage.ts';

const log = (line: string) => console.error(line);

try {
  const given = readArguments(process.argv.slice(2));
  if (given) process.exitCode = await run(given);
  else console.log(USAGE);
} catch (error) {
  log(describeError(error));
  process.exitCode = 1;
}

async function run(given: NonNullable<ReturnType<typeof readArguments>>): Promise<number> {
  const { summary, comparison } = await evaluateSuite(given, interruption(log), log);
  if (summary.interrupted) return INTERRUPTED;
  return comparison && comparison.losses.length > 0 ? 1 : 0;
}
