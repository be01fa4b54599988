import type { Random } from '../../commands/fuzz/seeded-random.ts';
import type { Strike } from './strikes/strike.ts';

/** One fault, and the work that is brought just before it. */
export interface Step {
  readonly strike: Strike;
  readonly questions: number;
  readonly exports: number;
  readonly batches: number;
  /** The source that is read anew, if one is. */
  readonly refreshed?: string;
  /** From the work's coming to the fault, in milliseconds. */
  readonly delayMs: number;
}

export interface PlanSize {
  readonly faults: number;
  readonly questions: number;
  readonly exports: number;
  readonly batches: number;
  /** Faults of a round: after each round the stack settles and is checked. */
  readonly faultsPerRound: number;
}

const LONGEST_DELAY_MS = 300;
const STEPS_A_REFRESH = 3;
const SOURCES = ['northwind', 'nw_abbr'];

/** Which faults befall which work, in rounds; each kind of fault as often as any other, in random order. */
export function planRounds(size: PlanSize, strikes: readonly Strike[], random: Random): Step[][] {
  const { faults, faultsPerRound } = size;
  const order = Array.from({ length: faults }, (_, at) => strikes[at % strikes.length]);
  const steps = shuffled(order, random).flatMap((strike, at): Step[] => {
    if (!strike) return [];
    const shareOf = (all: number) => Math.floor(((at + 1) * all) / faults) - Math.floor((at * all) / faults);
    return [
      {
        strike,
        questions: shareOf(size.questions),
        exports: shareOf(size.exports),
        batches: shareOf(size.batches),
        ...(at % STEPS_A_REFRESH === 0 && { refreshed: SOURCES[(at / STEPS_A_REFRESH) % SOURCES.length] }),
        delayMs: random.below(LONGEST_DELAY_MS),
      },
    ];
  });
  const rounds: Step[][] = [];
  for (let at = 0; at < steps.length; at += faultsPerRound) rounds.push(steps.slice(at, at + faultsPerRound));
  return rounds;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(random.below(left.length), 1));
  return mixed;
}
