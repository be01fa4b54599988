import type { MapDefinition } from '../definition/definition.ts';
import { StateFailure } from '../errors.ts';
import { attempt } from '../execution/attempt.ts';
import type { Cancellation } from '../execution/cancellation.ts';
import type { Flow, State } from '../execution/flow.ts';
import { leave } from '../execution/leave.ts';
import { runFlow } from '../execution/run-flow.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import { type Payload, toPayload } from '../payload.ts';
import type { Place } from './compiler.ts';
import { compileDistributedMap } from './distributed-map.ts';
import { joinThreads } from './join-threads.ts';
import { mapItems } from './map-items.ts';

/** Iterations that an inline Map runs at once when MaxConcurrency is 0 or more than that. */
const INLINE_CONCURRENCY = 40;

interface CompiledMap {
  readonly processor: Flow;
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
}

export function compileMap(definition: MapDefinition, place: Place): State {
  if (definition.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED')
    return compileDistributedMap(definition, place);
  const map: CompiledMap = {
    processor: place.flow(definition.ItemProcessor, 'ItemProcessor'),
    items: place.template(definition.Items, 'Items'),
    itemSelector: place.template(definition.ItemSelector, 'ItemSelector'),
    maxConcurrency: place.template(definition.MaxConcurrency, 'MaxConcurrency'),
  };
  const leaving = place.leaving(definition, ['result']);
  const policy = place.failurePolicy(definition);
  return {
    type: 'Map',
    run: (visit) =>
      attempt(visit, policy, async () => {
        const items = await mapItems(visit, map.items);
        const limit = await concurrency(visit, map.maxConcurrency);
        const result = await runIterations(visit, map, items, limit);
        return leave(visit, leaving, result, { result: result.value });
      }),
  };
}

async function concurrency(visit: Visit, template: Template | undefined): Promise<number> {
  if (!template) return INLINE_CONCURRENCY;
  const limit = await visit.evaluateAs(template, 'MaxConcurrency', 'integer of at least 0', isCount);
  return limit === 0 ? INLINE_CONCURRENCY : Math.min(limit, INLINE_CONCURRENCY);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

async function runIterations(
  visit: Visit,
  map: CompiledMap,
  items: readonly MapItem[],
  limit: number,
): Promise<Payload> {
  const { thread } = visit;
  visit.record('MapStateStarted', 'mapStateStartedEventDetails', { length: items.length });
  const jobs = items.map(
    (item) => (cancellation: Cancellation) => runIteration(visit, map, item, cancellation),
  );
  try {
    const outputs = await joinThreads(thread, jobs, limit);
    const result = toPayload(outputs, `The result of the state '${visit.name}'`);
    visit.record('MapStateSucceeded');
    return result;
  } catch (thrown) {
    if (thrown instanceof StateFailure) visit.record('MapStateFailed');
    throw thrown;
  }
}

async function runIteration(
  visit: Visit,
  map: CompiledMap,
  item: MapItem,
  cancellation: Cancellation,
): Promise<unknown> {
  const details = { name: visit.name, index: item.Index };
  const fork = visit.thread.fork(visit.forkName(item.Index), cancellation, item);
  const seen = fork.position?.attempt.seen;
  const record = (type: IterationEvent) => {
    if (!seen?.has(type)) fork.record(type, `m${type.slice(1)}EventDetails`, details);
  };
  if (!fork.position) record('MapIterationStarted');
  try {
    const selected = map.itemSelector ? await visit.evaluate(map.itemSelector, { item }) : item.Value;
    const input = toPayload(selected, `The input of iteration ${item.Index} of the state '${visit.name}'`);
    const output = await runFlow(map.processor, input, fork);
    record('MapIterationSucceeded');
    fork.flush();
    visit.thread.lastEventId = fork.lastEventId;
    return output.value;
  } catch (thrown) {
    record(thrown instanceof StateFailure ? 'MapIterationFailed' : 'MapIterationAborted');
    throw thrown;
  }
}

type IterationEvent =
  | 'MapIterationStarted'
  | 'MapIterationSucceeded'
  | 'MapIterationFailed'
  | 'MapIterationAborted';
