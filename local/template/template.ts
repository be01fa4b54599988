import * as z from 'zod';
import type { Resource } from './resource.ts';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});

/** A synthesised template: its resources by logical id and its outputs, unresolved. */
export interface Template {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: ReadonlyMap<string, unknown>;
}

export function parseTemplate(json: unknown): Template {
  const template = templateSchema.parse(json);
  const resources = Object.entries(template.Resources).map(
    ([logicalId, { Type, Properties, Metadata }]): [string, Resource] => [
      logicalId,
      { logicalId, type: Type, properties: Properties, metadata: Metadata },
    ],
  );
  const outputs = Object.entries(template.Outputs).map(([name, output]): [string, unknown] => [
    name,
    output.Value,
  ]);
  return { resources: new Map(resources), outputs: new Map(outputs) };
}
