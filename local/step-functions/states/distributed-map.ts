import { randomUUID } from 'node:crypto';
import type { MapDefinition } from '../definition/definition.ts';
import { attempt } from '../execution/attempt.ts';
import type { State } from '../execution/flow.ts';
import { leave } from '../execution/leave.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import type { Template } from '../expressions/template.ts';
import type { MapObjects } from '../integrations/ports.ts';
import { isObject } from '../json.ts';
import { countItems, type ItemFile, readItems } from '../map-run/read-items.ts';
import { ResultFiles } from '../map-run/result-files.ts';
import { type Results, resultsInFiles, resultsInOutput } from '../map-run/results.ts';
import { runMap } from '../map-run/run-map.ts';
import { FailureCount, needsTotal } from '../map-run/tolerance.ts';
import { toPayload } from '../payload.ts';
import type { Place } from './compiler.ts';
import { mapItems } from './map-items.ts';

/** Items that run at once when MaxConcurrency is 0 or missing. */
const DISTRIBUTED_CONCURRENCY = 10_000;
const ALL_ITEMS = Number.POSITIVE_INFINITY;

interface CompiledDistributedMap {
  readonly definition: MapDefinition;
  readonly objects: MapObjects | undefined;
  readonly label: string;
  readonly items: Template | undefined;
  readonly reader: Template | undefined;
  readonly maxItems: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly writer: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly toleratedCount: Template | undefined;
  readonly toleratedPercentage: Template | undefined;
}

/** A Map whose items run as executions of their own, read from a file and with results in files where it says so. */
export function compileDistributedMap(definition: MapDefinition, place: Place): State {
  const { ItemReader, ResultWriter } = definition;
  const map: CompiledDistributedMap = {
    definition,
    objects: ItemReader || ResultWriter ? place.objects() : undefined,
    label: definition.Label ?? place.stateName.replace(/[^\w.-]/g, '').slice(0, 40),
    items: place.template(definition.Items, 'Items'),
    reader: place.template(ItemReader?.Arguments, 'ItemReader/Arguments'),
    maxItems: place.template(ItemReader?.ReaderConfig.MaxItems, 'ItemReader/ReaderConfig/MaxItems'),
    itemSelector: place.template(definition.ItemSelector, 'ItemSelector'),
    writer: place.template(ResultWriter?.Arguments, 'ResultWriter/Arguments'),
    maxConcurrency: place.template(definition.MaxConcurrency, 'MaxConcurrency'),
    toleratedCount: place.template(definition.ToleratedFailureCount, 'ToleratedFailureCount'),
    toleratedPercentage: place.template(definition.ToleratedFailurePercentage, 'ToleratedFailurePercentage'),
  };
  place.processor(map.label, definition.ItemProcessor);
  const leaving = place.leaving(definition, ['result']);
  const policy = place.failurePolicy(definition);
  return {
    type: 'Map',
    run: (visit) =>
      attempt(visit, policy, async () => {
        const result = toPayload(await runDistributed(visit, map), `The result of the state '${visit.name}'`);
        return leave(visit, leaving, result, { result: result.value });
      }),
  };
}

async function runDistributed(visit: Visit, map: CompiledDistributedMap): Promise<unknown> {
  const arn = mapRunArn(visit, map.label);
  const file = await itemFile(visit, map);
  const given = file ? undefined : await mapItems(visit, map.items);
  return runMap(visit, {
    arn,
    label: map.label,
    items: (signal) => (file ? numbered(readItems(file, signal)) : each(given ?? [])),
    inputOf: (item) => inputOf(visit, map.itemSelector, item),
    newName: randomUUID,
    limit: (await countOf(visit, map.maxConcurrency, 'MaxConcurrency')) || DISTRIBUTED_CONCURRENCY,
    failures: await failureCount(visit, map, file, given),
    results: await resultsOf(visit, map, arn),
  });
}

/** A run that an earlier process began goes on as the same one. */
function mapRunArn({ thread, resumed }: Visit, label: string): string {
  const begun = resumed?.seen.get('MapRunStarted')?.details?.mapRunArn;
  if (typeof begun === 'string') return begun;
  return `${thread.run.stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${label}:${randomUUID()}`;
}

async function itemFile(
  visit: Visit,
  { definition, objects, reader, maxItems }: CompiledDistributedMap,
): Promise<ItemFile | undefined> {
  if (!definition.ItemReader || !objects || !reader) return undefined;
  const place = await visit.evaluateAs(
    reader,
    'ItemReader/Arguments',
    'object with Bucket and Key',
    isReaderPlace,
  );
  return {
    objects,
    place,
    config: definition.ItemReader.ReaderConfig,
    maxItems: (await countOf(visit, maxItems, 'ItemReader/ReaderConfig/MaxItems')) ?? ALL_ITEMS,
  };
}

async function inputOf(visit: Visit, itemSelector: Template | undefined, item: MapItem) {
  const selected = itemSelector ? await visit.evaluate(itemSelector, { item }) : item.Value;
  return toPayload(selected, `The input of item ${item.Index} of the state '${visit.name}'`);
}

async function failureCount(
  visit: Visit,
  map: CompiledDistributedMap,
  file: ItemFile | undefined,
  given: readonly MapItem[] | undefined,
): Promise<FailureCount> {
  const count = await countOf(visit, map.toleratedCount, 'ToleratedFailureCount');
  const percentage = await countOf(visit, map.toleratedPercentage, 'ToleratedFailurePercentage', 100);
  const counts = file && percentage !== undefined && needsTotal(percentage);
  const total = counts ? await countItems(file, visit.thread.cancellation.signal) : (given?.length ?? 0);
  return new FailureCount({ count, percentage }, total);
}

async function resultsOf(
  visit: Visit,
  { definition, objects, writer }: CompiledDistributedMap,
  mapRunArn: string,
): Promise<Results> {
  if (!definition.ResultWriter || !objects || !writer) return resultsInOutput(visit.name);
  const place = await visit.evaluateAs(
    writer,
    'ResultWriter/Arguments',
    'object with Bucket and Prefix',
    isWriterPlace,
  );
  const isLines = definition.ResultWriter.WriterConfig?.OutputType === 'JSONL';
  return resultsInFiles(new ResultFiles({ objects, ...place, isLines, mapRunArn }));
}

async function countOf(
  visit: Visit,
  template: Template | undefined,
  field: string,
  most = ALL_ITEMS,
): Promise<number | undefined> {
  if (!template) return undefined;
  const isCount = (value: unknown): value is number =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
  return visit.evaluateAs(
    template,
    field,
    most === ALL_ITEMS ? 'integer of at least 0' : `integer from 0 to ${most}`,
    isCount,
  );
}

async function* numbered(values: AsyncIterable<unknown>): AsyncGenerator<MapItem> {
  let Index = 0;
  for await (const Value of values) yield { Index: Index++, Value };
}

async function* each(items: readonly MapItem[]): AsyncGenerator<MapItem> {
  yield* items;
}

function isReaderPlace(value: unknown): value is ItemFile['place'] {
  return isObject(value) && typeof value.Bucket === 'string' && typeof value.Key === 'string';
}

function isWriterPlace(value: unknown): value is { Bucket: string; Prefix: string } {
  return isObject(value) && typeof value.Bucket === 'string' && typeof value.Prefix === 'string';
}
