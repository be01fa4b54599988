import type * as z from 'zod';
import type { FieldError } from '../contracts/http/problem.ts';
import { fieldErrors } from './field-errors.ts';
import { invalid, problem } from './http-problem.ts';
import type { HttpRequest } from './http-request.ts';
import { readBody, refuseBody } from './read-body.ts';
import type { RouteMatch } from './router.ts';

export interface ParsedCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

/** Everything the route's schemas say about the request; throws the problem that names each wrong field. */
export function parseCall({ route, params }: RouteMatch, request: HttpRequest): ParsedCall {
  const path = parsePath(route.params, params);
  if (!route.body) refuseBody(request);
  const query = parseQuery(route.query, request);
  const headers = parsePart(route.headers, request.headers, 'header.');
  const body = route.body && parsePart(route.body, readBody(request, route.bodyTypes), '');
  return { params: path, query, headers, body };
}

/** A path whose params cannot be right names nothing that exists. */
function parsePath(schema: z.ZodObject | undefined, params: unknown): unknown {
  const result = schema?.safeParse(params);
  if (result?.success === false) throw problem('NotFound', 'There is nothing of that name here.');
  return result?.data;
}

function parseQuery(schema: z.ZodObject | undefined, { query }: HttpRequest): unknown {
  const unknown = Object.keys(query).filter((name) => !(name in (schema?.shape ?? {})));
  const repeated = Object.keys(query).filter((name) => (query[name]?.length ?? 0) > 1);
  const errors: FieldError[] = [
    ...unknown.map((name) => ({ field: `query.${name}`, message: 'There is no such parameter.' })),
    ...repeated.map((name) => ({ field: `query.${name}`, message: 'Give this parameter once.' })),
  ];
  if (errors.length > 0) throw invalid(errors);
  const values = Object.fromEntries(Object.entries(query).map(([name, [value]]) => [name, value]));
  return parsePart(schema, values, 'query.');
}

function parsePart(schema: z.ZodType | undefined, value: unknown, prefix: '' | 'query.' | 'header.') {
  const result = schema?.safeParse(value);
  if (result?.success === false) throw invalid(fieldErrors(result.error, prefix));
  return result?.data;
}
