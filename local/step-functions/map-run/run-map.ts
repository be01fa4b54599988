import { asStateFailure } from '../errors.ts';
import { type Cancellation, Cancelled } from '../execution/cancellation.ts';
import type { MapItem, Thread } from '../execution/thread.ts';
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
  visit.record('MapStateStarted');
  visit.record('MapRunStarted', 'mapRunStartedEventDetails', { mapRunArn: run.arn });
  thread.flush();
  try {
    await thread.cancellation.scope((inner) => runItems(visit, run, inner));
    const result = await run.results.finish();
    visit.record('MapRunSucceeded');
    visit.record('MapStateSucceeded');
    return result;
  } catch (thrown) {
    // A reader that is called off fails in its own way.
    throw await closed(visit, run, thread.cancellation.reason ?? thrown);
  }
}

/** Writes down how the run failed or was called off; gives the reason back. */
async function closed(visit: Visit, { results }: MapRun, reason: unknown): Promise<unknown> {
  if (reason instanceof Cancelled) {
    await results.finish().catch(() => {});
    return reason;
  }
  const failure = asStateFailure(reason);
  const { error, causeText: cause } = failure;
  visit.record('MapRunFailed', 'mapRunFailedEventDetails', { error, cause });
  visit.record('MapStateFailed');
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
    const child = startedItem(visit, run, index) ?? (await newItem(visit, run, item, index));
    if (!child) return;
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

/** An item that an earlier process has started. */
function startedItem({ thread, resumed }: Visit, { arn }: MapRun, index: number): StartedChild | undefined {
  const origin = resumed?.seen.has('MapRunStarted') ? itemOrigin(thread, arn, index) : undefined;
  return origin && thread.run.children.startedFor(origin);
}

/** Nothing once the Map has failed: the item is pending for good. */
async function newItem(
  { thread }: Visit,
  { arn, label, newName, inputOf, failures, results }: MapRun,
  item: MapItem,
  index: number,
): Promise<StartedChild | undefined> {
  const input = await inputOf(item);
  if (failures.failure) {
    await results.pending(input.text);
    return undefined;
  }
  const { stateMachineArn, children } = thread.run;
  const origin = itemOrigin(thread, arn, index);
  return children.startItem({ stateMachineArn, label, name: newName(), input, origin });
}

/** Each run of a Map has an ARN of its own. */
const itemOrigin = ({ run }: Thread, arn: string, index: number) =>
  run.originOf(`${arn.slice(arn.lastIndexOf(':') + 1)}.${index}`);
