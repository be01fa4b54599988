import * as z from 'zod';
import { EVENT_SOURCE, PUBLISHED_EVENTS } from '../shared/contracts/events.ts';
import { buildOpenApi } from '../shared/contracts/http/openapi/build-openapi.ts';
import { TOOL_INPUTS } from '../shared/generation/tool-inputs.ts';

/** Every file that is generated from the contracts: path in the repository → its JSON document. */
export function generatedContracts(): ReadonlyMap<string, unknown> {
  const schemas = Object.entries(PUBLISHED_EVENTS).map(
    ([type, detail]) => [schemaPath(type), eventSchema(type, detail)] as const,
  );
  return new Map<string, unknown>([
    ['docs/openapi.json', buildOpenApi()],
    ['shared/generation/tool-schemas.json', toolSchemas()],
    ...schemas,
  ]);
}

/** What models are told of the input of each tool; every call pays for it, so it names no draft. */
function toolSchemas(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(TOOL_INPUTS).map(([name, input]) => {
      const { $schema: _draft, ...schema } = z.toJSONSchema(input);
      return [name, schema];
    }),
  );
}

/** "Question Answered" → events/published/question-answered.schema.json */
function schemaPath(detailType: string): string {
  return `events/published/${detailType.toLowerCase().replaceAll(' ', '-')}.schema.json`;
}

/** An event as EventBridge delivers it: our part of the envelope, whatever else is in it. */
function eventSchema(detailType: string, detail: z.ZodType): unknown {
  const event = z
    .looseObject({ source: z.literal(EVENT_SOURCE), 'detail-type': z.literal(detailType), detail })
    .meta({ title: detailType });
  return z.toJSONSchema(event, { target: 'draft-2020-12' });
}
