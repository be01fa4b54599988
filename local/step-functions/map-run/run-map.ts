import { asStateFailure } from '../errors.ts';
import { type Cancellation, Cancelled } from '../execution/cancellation.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import type { StartedChild } from '../integrations/integration.ts';
import type { Payload } from '../payload.ts';
import type { Results } from './results.ts';
import { runSideBySide } from './run-side-by-side.ts';
import type { FailureCount } from './tolerance.ts';

/** One Map Run: what its items are, how each is run and what becomes of the results. */
export interface MapRun {
  readonly arn: string;
  readonly label: string;
  readonly items: (signal: AbortSignal) => AsyncIterable<MapItem>;
  readonly inputOf: (item: MapItem) => Promise<Payload>;
  readonly newName: () => string;
  readonly limit: number;
  readonly failures: FailureCount;
  readonly results: Results;
}

/** Runs every item as an execution of its own; the Map's result. What calls the Map off stops them too. */
export async function runMap(visit: Visit, run: MapRun): Promise<unknown> {
  const { thread } = visit;
  thread.record('MapStateStarted');
  thread.record('MapRunStarted', 'mapRunStartedEventDetails', { mapRunArn: run.arn });
  try {
    await thread.cancellation.scope((inner) => runItems(visit, run, inner));
    const result = await run.results.finish();
    thread.record('MapRunSucceeded');
    thread.record('MapStateSucceeded');
    return result;
  } catch (thrown) {
    // A reader that is called off fails in its own way.
    throw await closed(visit, run, thread.cancellation.reason ?? thrown);
  }
}

/** Writes down how the run failed or was called off; gives the reason back. */
async function closed({ thread }: Visit, { results }: MapRun, reason: unknown): Promise<unknown> {
  if (reason instanceof Cancelled) {
    await results.finish().catch(() => {});
    return reason;
  }
  const failure = asStateFailure(reason);
  const { error, causeText: cause } = failure;
  thread.record('MapRunFailed', 'mapRunFailedEventDetails', { error, cause });
  thread.record('MapStateFailed');
  return failure;
}

async function runItems(visit: Visit, run: MapRun, cancellation: Cancellation): Promise<void> {
  const { failures, results } = run;
  const running = new Set<StartedChild>();
  const stopAll = () => {
    for (const child of running) child.stop();
  };
  const release = cancellation.onCancel(stopAll);
  const runItem = async (item: MapItem, index: number) => {
    const input = await run.inputOf(item);
    if (failures.failure) return results.pending(input.text);
    const child = startItem(visit, run, input);
    running.add(child);
    const ended = await child.ended;
    running.delete(child);
    await results.add(index, ended);
    if (ended.status !== 'SUCCEEDED') failures.add();
    if (failures.failure) stopAll();
  };
  const items = run.items(cancellation.signal);
  try {
    await runSideBySide(items, run.limit, cancellation, (item, index) =>
      runItem(item, index).catch((thrown: unknown) => {
        stopAll();
        throw thrown;
      }),
    );
  } finally {
    stopAll();
    release();
  }
  if (!failures.failure) return;
  await results.finish();
  throw failures.failure;
}

function startItem(visit: Visit, { label, newName }: MapRun, input: Payload): StartedChild {
  const { stateMachineArn, children } = visit.thread.run;
  return children.startItem({ stateMachineArn, label, name: newName(), input });
}
