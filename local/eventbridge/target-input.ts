import type { LocalRule, LocalTarget } from '../template/resources/events.ts';
import type { BusEvent } from './event.ts';
import { readPath } from './json-path.ts';

/** What a target gets for an event: the event, a part of it, a constant, or a transformed text. */
export function targetInput(event: BusEvent, rule: LocalRule, target: LocalTarget): unknown {
  if (target.Input !== undefined) return JSON.parse(target.Input);
  if (target.InputPath !== undefined) return readPath(target.InputPath, event);
  if (target.InputTransformer) return transform(event, rule, target.InputTransformer);
  return event;
}

/** Placeholders stand as JSON by themselves and as bare text inside a JSON string. */
function transform(
  event: BusEvent,
  rule: LocalRule,
  { InputPathsMap, InputTemplate }: NonNullable<LocalTarget['InputTransformer']>,
): unknown {
  const values = new Map<string, unknown>([
    ['aws.events.event', event],
    ['aws.events.event.json', event],
    ['aws.events.event.ingestion-time', event.time],
    ['aws.events.rule-arn', rule.arn],
    ['aws.events.rule-name', rule.name],
    ...Object.entries(InputPathsMap).map(([name, path]): [string, unknown] => [name, readPath(path, event)]),
  ]);
  const filled = InputTemplate.replace(/<([\w.-]+)>/g, (whole, name: string, offset: number) => {
    if (!values.has(name)) return whole;
    const json = JSON.stringify(values.get(name) ?? '');
    if (!isInsideString(InputTemplate, offset)) return json;
    return json.startsWith('"') ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1);
  });
  return parseOrText(filled);
}

function isInsideString(template: string, offset: number): boolean {
  return (template.slice(0, offset).match(/(?<!\\)"/g) ?? []).length % 2 === 1;
}

function parseOrText(filled: string): unknown {
  try {
    return JSON.parse(filled);
  } catch {
    return filled;
  }
}
