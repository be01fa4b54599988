import * as z from 'zod';
import type { Route } from '../route.ts';
import type { ParameterObject } from './openapi-document.ts';

/** Path, query and header parameters of a route, each from its schema as a caller writes it. */
export function parametersOf(route: Route): ParameterObject[] {
  return [
    ...parameters('path', route.params),
    ...parameters('query', route.query),
    ...parameters('header', route.headers),
  ];
}

function parameters(location: ParameterObject['in'], schema: z.ZodObject | undefined): ParameterObject[] {
  if (!schema) return [];
  // An object schema always converts to {properties, required}.
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = typeof property === 'object' ? property : {};
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
