import type { JsonObject } from '../json.ts';
import { checkMap, itemReader, resultWriter } from './distributed-map-fields.ts';
import {
  anyJson,
  type FieldRule,
  integer,
  jsonPathOnly,
  notYet,
  oneOf,
  onlyTrue,
  orExpression,
  stateName,
  text,
} from './field-rules.ts';
import { assign, branches, catchers, choices, itemProcessor, retriers } from './nested-fields.ts';
import type { NestedRule } from './nested-rule.ts';
import type { Problems } from './problems.ts';

export interface StateFields {
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly nested: Readonly<Record<string, NestedRule>>;
  readonly required: readonly string[];
  /** Sets of which exactly one must be there. */
  readonly exactlyOne: readonly (readonly string[])[];
  /** What the fields say together. */
  readonly together?: (state: JsonObject, place: string, problems: Problems) => void;
}

const MAX_SECONDS = 99_999_999;

const ALWAYS = { Type: text, Comment: text, QueryLanguage: oneOf('JSONata') };
const LEAVING = { Next: stateName, End: onlyTrue, Output: anyJson };
const FAILING = { Retry: retriers, Catch: catchers };
const NEXT_OR_END = [['Next', 'End']];

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const timestamp: FieldRule = (value) =>
  typeof value === 'string' && TIMESTAMP.test(value)
    ? undefined
    : 'must be an RFC 3339 timestamp with T and Z';

/** A label is part of the children's ARNs. */
const label: FieldRule = (value) =>
  typeof value === 'string' && /^[\w.-]{1,40}$/.test(value)
    ? undefined
    : 'must have 1 to 40 letters, digits, dots, hyphens and underscores';

/** What each type of state may and must have. */
export const STATE_FIELDS: Readonly<Record<string, StateFields>> = {
  Pass: {
    fields: { ...ALWAYS, ...LEAVING },
    nested: { Assign: assign },
    required: [],
    exactlyOne: NEXT_OR_END,
  },
  Task: {
    fields: {
      ...ALWAYS,
      ...LEAVING,
      Resource: text,
      Arguments: anyJson,
      TimeoutSeconds: orExpression(integer(1, MAX_SECONDS)),
      HeartbeatSeconds: orExpression(integer(1, MAX_SECONDS)),
      Credentials: notYet('cross-account roles'),
    },
    nested: { Assign: assign, ...FAILING },
    required: ['Resource'],
    exactlyOne: NEXT_OR_END,
  },
  Choice: {
    fields: { ...ALWAYS, Default: stateName, Output: anyJson },
    nested: { Choices: choices, Assign: assign },
    required: ['Choices'],
    exactlyOne: [],
  },
  Wait: {
    fields: {
      ...ALWAYS,
      ...LEAVING,
      Seconds: orExpression(integer(0, MAX_SECONDS)),
      Timestamp: orExpression(timestamp),
    },
    nested: { Assign: assign },
    required: [],
    exactlyOne: [['Seconds', 'Timestamp'], ...NEXT_OR_END],
  },
  Succeed: { fields: { ...ALWAYS, Output: anyJson }, nested: {}, required: [], exactlyOne: [] },
  Fail: { fields: { ...ALWAYS, Error: text, Cause: text }, nested: {}, required: [], exactlyOne: [] },
  Parallel: {
    fields: { ...ALWAYS, ...LEAVING, Arguments: anyJson },
    nested: { Branches: branches, Assign: assign, ...FAILING },
    required: ['Branches'],
    exactlyOne: NEXT_OR_END,
  },
  Map: {
    fields: {
      ...ALWAYS,
      ...LEAVING,
      Items: anyJson,
      ItemSelector: anyJson,
      MaxConcurrency: orExpression(integer(0, MAX_SECONDS)),
      ItemBatcher: notYet('batches of items'),
      ToleratedFailureCount: orExpression(integer(0, MAX_SECONDS)),
      ToleratedFailurePercentage: orExpression(integer(0, 100)),
      Label: label,
    },
    nested: {
      ItemProcessor: itemProcessor,
      ItemReader: itemReader,
      ResultWriter: resultWriter,
      Assign: assign,
      ...FAILING,
    },
    required: ['ItemProcessor'],
    exactlyOne: NEXT_OR_END,
    together: checkMap,
  },
};

/** Fields of JSONPath states, refused with a word about what to use. */
export const JSON_PATH_FIELDS: Readonly<Record<string, FieldRule>> = Object.fromEntries(
  [
    [
      'InputPath',
      'OutputPath',
      'ResultPath',
      'Parameters',
      'ResultSelector',
      'Result',
      'Iterator',
      'ItemsPath',
    ],
    ['MaxConcurrencyPath', 'SecondsPath', 'TimestampPath', 'TimeoutSecondsPath', 'HeartbeatSecondsPath'],
    ['ErrorPath', 'CausePath', 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
  ]
    .flat()
    .map((field) => [field, jsonPathOnly]),
);
