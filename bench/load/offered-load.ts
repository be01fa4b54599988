import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';

/** What a level of load has shown. */
export const LoadMeasured = z.object({
  /** Milliseconds from the call to the answer, of each question that was answered. */
  answeredMs: z.array(z.number()),
  /** Questions that were accepted and did not end as ANSWERED. */
  lost: z.number(),
  /** How often a caller was told to come back later. */
  turnedAway: z.number(),
  /** How often an answer was 5xx, or no answer at all. */
  failed: z.number(),
  wallMs: z.number(),
});
export type LoadMeasured = z.infer<typeof LoadMeasured>;

/** What one caller gets of one question. */
export type Outcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'turned-away'; readonly afterMs: number };

/** Keeps so many callers asking, each its next question once the last is answered, until the time is over. */
export async function offerLoad(
  callers: number,
  seconds: number,
  ask: () => Promise<Outcome>,
): Promise<LoadMeasured> {
  const measured: LoadMeasured = { answeredMs: [], lost: 0, turnedAway: 0, failed: 0, wallMs: 0 };
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  const call = async () => {
    while (performance.now() < until) await askOnce(ask, measured);
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { ...measured, wallMs: performance.now() - startedAt };
}

async function askOnce(ask: () => Promise<Outcome>, measured: LoadMeasured): Promise<void> {
  const before = performance.now();
  const outcome = await ask();
  if (outcome.kind === 'answered') measured.answeredMs.push(performance.now() - before);
  else if (outcome.kind === 'lost') measured.lost += 1;
  else if (outcome.kind === 'failed') measured.failed += 1;
  else {
    measured.turnedAway += 1;
    await delay(outcome.afterMs);
  }
}
