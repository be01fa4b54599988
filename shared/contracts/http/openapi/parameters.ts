import * as z from 'zod';
import type { Route } from '../route.ts';
import type { JsonSchema } from './components.ts';

type Location = 'path' | 'query' | 'header';

/** Path, query and header parameters of a route, each from its schema as a caller writes it. */
export function parametersOf(route: Route): JsonSchema[] {
  return [
    ...parameters('path', route.params),
    ...parameters('query', route.query),
    ...parameters('header', route.headers),
  ];
}

function parameters(location: Location, schema: z.ZodObject | undefined): JsonSchema[] {
  if (!schema) return [];
  // An object schema always converts to {properties, required}.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    // A property is a boolean schema only where zod was told z.any() or z.never(); parameters are never those.
    const { description, ...rest } = property as JsonSchema;
    return {
      name: location === 'header' ? headerName(name) : name,
      in: location,
      required: location === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

/** idempotency-key → Idempotency-Key */
const headerName = (name: string) => name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
