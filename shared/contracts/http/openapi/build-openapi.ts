import type { Route } from '../route.ts';
import { ROUTES } from '../routes.ts';
import { componentSchemas } from './components.ts';
import type { OpenApiDocument, OperationObject } from './openapi-document.ts';
import { operationObject } from './operation-object.ts';

const DESCRIPTION = `Answers questions about databases. A question is a job: ask it, then follow it by its id.

Links are paths from the root of this API. Every error is a problem document (RFC 9457) whose type is urn:inquery:error:<Name>. Fields, query parameters and methods that are not documented are refused.`;

/** The HTTP API as an OpenAPI 3.1 document, generated from the route table and its zod schemas. */
export function buildOpenApi(): OpenApiDocument {
  const routes: [string, Route][] = Object.entries(ROUTES);
  return {
    openapi: '3.1.0',
    info: { title: 'Inquery', version: '1', description: DESCRIPTION },
    servers: [{ url: '/', description: 'Where this document was read.' }],
    tags: [...new Set(routes.map(([, route]) => route.tag))].map((name) => ({ name })),
    paths: paths(routes),
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        bearer: { type: 'http', scheme: 'bearer', description: 'Where a token issuer is configured.' },
      },
    },
  };
}

function paths(routes: readonly [string, Route][]): Record<string, Record<string, OperationObject>> {
  const byPath = Map.groupBy(routes, ([, route]) => route.path);
  return Object.fromEntries(
    [...byPath].map(([path, operations]) => [
      path,
      Object.fromEntries(
        operations.map(([id, route]) => [route.method.toLowerCase(), operationObject(id, route)]),
      ),
    ]),
  );
}
