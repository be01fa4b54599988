import { decoded } from '../../../shared/platform/text/decoded.ts';
import { jsonElements } from '../../../shared/platform/text/json-elements.ts';
import { textLines } from '../../../shared/platform/text/text-lines.ts';
import type { ReaderConfigDefinition } from '../definition/definition.ts';
import { StateFailure, StatesError } from '../errors.ts';
import type { MapObjects } from '../integrations/ports.ts';
import { csvItems } from './csv-items.ts';

export interface ItemFile {
  readonly objects: MapObjects;
  readonly place: { readonly Bucket: string; readonly Key: string; readonly VersionId?: string };
  readonly config: ReaderConfigDefinition;
  readonly maxItems: number;
}

/** The items of a file, one at a time as it is read; whatever goes wrong is States.ItemReaderFailed. */
export async function* readItems(file: ItemFile, signal: AbortSignal): AsyncGenerator<unknown> {
  let count = 0;
  try {
    const bytes = await file.objects.get(file.place, signal);
    for await (const item of parsedItems(bytes, file.config)) {
      if (count >= file.maxItems) return;
      count++;
      yield item;
    }
  } catch (thrown) {
    const { Bucket, Key } = file.place;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const cause = `The items of s3://${Bucket}/${Key} could not be read after ${count} of them: ${why}`;
    throw new StateFailure(StatesError.itemReaderFailed, cause);
  }
}

/** How many items the file has; it is read for that, since a share of them needs to be known from the start. */
export async function countItems(file: ItemFile, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const _item of readItems(file, signal)) count++;
  return count;
}

function parsedItems(
  bytes: AsyncIterable<Uint8Array>,
  config: ReaderConfigDefinition,
): AsyncIterable<unknown> {
  switch (config.InputType) {
    case 'JSONL':
      return jsonLines(bytes);
    case 'JSON':
      return jsonElements(decoded(bytes));
    case 'CSV':
      return csvItems(bytes, config);
  }
}

async function* jsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  for await (const line of textLines(decoded(bytes))) if (line.trim() !== '') yield JSON.parse(line);
}
