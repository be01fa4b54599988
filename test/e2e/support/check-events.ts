import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { EventBuses } from '../../../local/eventbridge/bus.ts';
import { EVENT_SOURCE } from '../../../shared/contracts/events.ts';

const FOLDER = new URL('../../../events/published/', import.meta.url);

/** The published schemas by the detail-type they are for. */
function publishedSchemas(): ReadonlyMap<string, ValidateFunction> {
  // Each format comes with its pattern, which is checked.
  const ajv = new Ajv2020({ allErrors: true, validateFormats: false });
  return new Map(
    readdirSync(FOLDER).map((file) => {
      const schema = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
      return [schema.properties['detail-type'].const, ajv.compile(schema)];
    }),
  );
}

const SCHEMAS = publishedSchemas();

/**
 * Holds every event of ours that is really put on a bus against its schema in events/published. The function returned
 * throws with all that was wrong.
 */
export function checkEvents(buses: EventBuses): () => void {
  const faults: string[] = [];
  const stop = buses.onEvent((event) => {
    if (event.source !== EVENT_SOURCE) return;
    const type = event['detail-type'];
    const validate = SCHEMAS.get(type);
    if (!validate) faults.push(`"${type}" has no schema`);
    else if (!validate(event)) faults.push(`"${type}": ${JSON.stringify(validate.errors)}`);
  });
  return () => {
    stop();
    if (faults.length > 0) throw new Error(`Events that are not as published:\n${faults.join('\n')}`);
  };
}
