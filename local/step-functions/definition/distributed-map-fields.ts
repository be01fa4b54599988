import { isExpression } from '../expressions/compile-expression.ts';
import { isObject, type JsonObject } from '../json.ts';
import { anyJson, type FieldRule, integer, notYet, oneOf, orExpression, text } from './field-rules.ts';
import { type NestedRule, objectFields } from './nested-rule.ts';
import type { Problems } from './problems.ts';

const MAX_ITEMS = 100_000_000;
/** AWS takes a header of at most 10 KiB. */
const MAX_HEADER_BYTES = 10 * 1024;

/** Fields that only a Map whose ProcessorConfig says DISTRIBUTED may have. */
const DISTRIBUTED_ONLY = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'Label',
];

const only = (resource: string): FieldRule => oneOf(`arn:aws:states:::${resource}`);

const headers: FieldRule = (value) => {
  const isNames = Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  if (!isNames) return 'must be an array of column names that is not empty';
  return Buffer.byteLength(value.join()) > MAX_HEADER_BYTES ? 'must have at most 10 KiB' : undefined;
};

const READER_CONFIG: Readonly<Record<string, FieldRule>> = {
  InputType: oneOf('JSONL', 'JSON', 'CSV'),
  CSVHeaderLocation: oneOf('FIRST_ROW', 'GIVEN'),
  CSVHeaders: headers,
  CSVDelimiter: oneOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'),
  MaxItems: orExpression(integer(1, MAX_ITEMS)),
  ItemsPointer: notYet('a place inside a JSON file'),
  Transformation: notYet('listing and loading many objects'),
  ManifestType: notYet('manifests'),
};

export const itemReader: NestedRule = (value, place, { problems }) => {
  const rules = { Resource: only('s3:getObject'), Arguments: anyJson, ReaderConfig: anyJson };
  const reader = checkObject(value, place, problems, rules, ['Resource', 'Arguments', 'ReaderConfig']);
  if (!reader) return;
  checkArguments(reader.Arguments, `${place}/Arguments`, problems, ['Bucket', 'Key'], ['VersionId']);
  const config = checkObject(reader.ReaderConfig, `${place}/ReaderConfig`, problems, READER_CONFIG, [
    'InputType',
  ]);
  if (config) checkCsvFields(config, `${place}/ReaderConfig`, problems);
};

function checkCsvFields(config: JsonObject, place: string, problems: Problems): void {
  const refuse = (field: string, why: string) =>
    problems.add('SCHEMA_VALIDATION_FAILED', `${place}/${field}`, why);
  if (config.InputType === 'CSV') {
    if (!('CSVHeaderLocation' in config)) refuse('CSVHeaderLocation', 'is missing: a CSV file needs it');
    const isGiven = config.CSVHeaderLocation === 'GIVEN';
    if (isGiven !== 'CSVHeaders' in config)
      refuse('CSVHeaders', 'belongs to CSVHeaderLocation GIVEN, and to no other');
    return;
  }
  for (const field of ['CSVHeaderLocation', 'CSVHeaders', 'CSVDelimiter']) {
    if (field in config) refuse(field, 'belongs to InputType CSV');
  }
}

const WRITER_CONFIG: Readonly<Record<string, FieldRule>> = {
  Transformation: (value) =>
    value === 'NONE'
      ? undefined
      : 'must be NONE; COMPACT and FLATTEN are not supported by the local Step Functions yet',
  OutputType: oneOf('JSON', 'JSONL'),
};

export const resultWriter: NestedRule = (value, place, { problems }) => {
  const rules = { Resource: only('s3:putObject'), Arguments: anyJson, WriterConfig: anyJson };
  const writer = checkObject(value, place, problems, rules, ['Resource', 'Arguments']);
  if (!writer) return;
  checkArguments(writer.Arguments, `${place}/Arguments`, problems, ['Bucket', 'Prefix'], []);
  if ('WriterConfig' in writer)
    checkObject(writer.WriterConfig, `${place}/WriterConfig`, problems, WRITER_CONFIG, [
      'Transformation',
      'OutputType',
    ]);
};

/** Arguments of a reader or writer: an object of strings that may be expressions, or one expression. */
function checkArguments(
  value: unknown,
  place: string,
  problems: Problems,
  required: readonly string[],
  optional: readonly string[],
): void {
  if (value === undefined || (typeof value === 'string' && isExpression(value))) return;
  const rules = Object.fromEntries([...required, ...optional].map((field) => [field, text]));
  checkObject(value, place, problems, rules, required);
}

function checkObject(
  value: unknown,
  place: string,
  problems: Problems,
  rules: Readonly<Record<string, FieldRule>>,
  required: readonly string[],
): JsonObject | undefined {
  if (isObject(value)) {
    objectFields(value, place, problems, rules, required);
    return value;
  }
  problems.add('SCHEMA_VALIDATION_FAILED', place, 'must be an object');
  return undefined;
}

export const processorConfig: FieldRule = (value) => {
  if (!isObject(value)) return 'must be an object';
  const { Mode = 'INLINE', ExecutionType, ...others } = value;
  const unknown = Object.keys(others)[0];
  if (unknown) return `must have Mode and ExecutionType; ${unknown} is not a field known here`;
  if (Mode === 'INLINE')
    return ExecutionType === undefined ? undefined : 'must not have an ExecutionType: its Mode is INLINE';
  if (Mode !== 'DISTRIBUTED') return 'must have the Mode INLINE or DISTRIBUTED';
  if (ExecutionType === 'STANDARD') return undefined;
  return 'must have the ExecutionType STANDARD; EXPRESS is not supported by the local Step Functions yet';
};

/** Whether the state is a Map whose items run as executions of their own. */
export function isDistributed(state: JsonObject): boolean {
  const processor = isObject(state.ItemProcessor) ? state.ItemProcessor : {};
  return isObject(processor.ProcessorConfig) && processor.ProcessorConfig.Mode === 'DISTRIBUTED';
}

/** What the fields of a Map say together. */
export function checkMap(state: JsonObject, place: string, problems: Problems): void {
  if (!isDistributed(state)) {
    for (const field of DISTRIBUTED_ONLY.filter((known) => known in state))
      problems.add('SCHEMA_VALIDATION_FAILED', `${place}/${field}`, 'belongs to a DISTRIBUTED Map');
  }
  if ('Items' in state && 'ItemReader' in state)
    problems.add('SCHEMA_VALIDATION_FAILED', `${place}/Items`, 'must not be beside an ItemReader');
}
