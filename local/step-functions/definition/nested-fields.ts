import { isObject } from '../json.ts';
import { processorConfig } from './distributed-map-fields.ts';
import {
  anyJson,
  atLeast,
  boolOrExpression,
  type FieldRule,
  integer,
  jsonPathOnly,
  oneOf,
  stateName,
  text,
} from './field-rules.ts';
import { type NestedRule, objectFields, objectList } from './nested-rule.ts';

const VARIABLE_NAME = /^\p{ID_Start}\p{ID_Continue}{0,79}$/u;

/** Assign: an object whose keys are variable names other than the reserved `states`. */
export const assign: NestedRule = (value, place, { problems }) => {
  if (!isObject(value)) {
    problems.add('SCHEMA_VALIDATION_FAILED', place, 'must be an object of variable names and values');
    return;
  }
  for (const name of Object.keys(value)) {
    if (VARIABLE_NAME.test(name) && name !== 'states') continue;
    problems.add('SCHEMA_VALIDATION_FAILED', `${place}/${name}`, 'is not a variable name');
  }
};

const errorEquals: FieldRule = (value) => {
  const isNames = Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  if (!isNames) return 'must be an array of error names that is not empty';
  const isAloneOrNone = !value.includes('States.ALL') || value.length === 1;
  return isAloneOrNone ? undefined : 'must have States.ALL alone';
};

const catchesAll = (names: unknown): boolean => Array.isArray(names) && names.includes('States.ALL');

const RETRIER = {
  ErrorEquals: errorEquals,
  Comment: text,
  IntervalSeconds: integer(1, 99_999_999),
  MaxAttempts: integer(0, 99_999_999),
  BackoffRate: atLeast(1),
  MaxDelaySeconds: integer(1, 31_622_399),
  JitterStrategy: oneOf('FULL', 'NONE'),
};

export const retriers: NestedRule = (value, place, checks) =>
  objectList(value, place, checks, (item, itemPlace, isLast) => {
    objectFields(item, itemPlace, checks.problems, RETRIER, ['ErrorEquals']);
    if (catchesAll(item.ErrorEquals) && !isLast) {
      checks.problems.add('SCHEMA_VALIDATION_FAILED', itemPlace, 'States.ALL must be in the last one');
    }
    const interval = Number(item.IntervalSeconds ?? 1);
    if (Number(item.MaxDelaySeconds ?? Number.POSITIVE_INFINITY) <= interval) {
      checks.problems.add(
        'SCHEMA_VALIDATION_FAILED',
        itemPlace,
        'MaxDelaySeconds must exceed IntervalSeconds',
      );
    }
  });

const CATCHER = {
  ErrorEquals: errorEquals,
  Comment: text,
  Next: stateName,
  Output: anyJson,
  Assign: anyJson,
  ResultPath: jsonPathOnly,
};

export const catchers: NestedRule = (value, place, checks) =>
  objectList(value, place, checks, (item, itemPlace, isLast) => {
    objectFields(item, itemPlace, checks.problems, CATCHER, ['ErrorEquals', 'Next']);
    if ('Assign' in item) assign(item.Assign, `${itemPlace}/Assign`, checks);
    if (catchesAll(item.ErrorEquals) && !isLast) {
      checks.problems.add('SCHEMA_VALIDATION_FAILED', itemPlace, 'States.ALL must be in the last one');
    }
  });

const CHOICE_RULE = {
  Condition: boolOrExpression,
  Comment: text,
  Next: stateName,
  Output: anyJson,
  Assign: anyJson,
  Variable: jsonPathOnly,
};

export const choices: NestedRule = (value, place, checks) =>
  objectList(value, place, checks, (item, itemPlace) => {
    objectFields(item, itemPlace, checks.problems, CHOICE_RULE, ['Condition', 'Next']);
    if ('Assign' in item) assign(item.Assign, `${itemPlace}/Assign`, checks);
  });

const FLOW = { StartAt: stateName, States: anyJson, Comment: text };

export const branches: NestedRule = (value, place, checks) =>
  objectList(value, place, checks, (item, itemPlace) => {
    objectFields(item, itemPlace, checks.problems, FLOW);
    checks.flow(item, itemPlace);
  });

export const itemProcessor: NestedRule = (value, place, checks) => {
  if (!isObject(value)) {
    checks.problems.add('SCHEMA_VALIDATION_FAILED', place, 'must be an object with StartAt and States');
    return;
  }
  objectFields(value, place, checks.problems, { ...FLOW, ProcessorConfig: processorConfig });
  checks.flow(value, place);
};
