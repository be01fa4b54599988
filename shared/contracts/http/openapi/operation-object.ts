import type * as z from 'zod';
import { HTTP_PROBLEMS, type HttpProblemName, type Problem, problemType } from '../problem.ts';
import { problemsOf, type Route, type RouteResponse, roleOf } from '../route.ts';
import { schemaOf } from './components.ts';
import type { MediaType, OperationObject, ResponseObject } from './openapi-document.ts';
import { parametersOf } from './parameters.ts';

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** One route as an OpenAPI operation object. */
export function operationObject(operationId: string, route: Route): OperationObject {
  const role = roleOf(route.access);
  return {
    operationId,
    summary: route.summary,
    ...(route.description && { description: route.description }),
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ apiKey: [] }, { bearer: [] }],
    ...(role && { 'x-required-role': role }),
    parameters: parametersOf(route),
    ...(route.body && {
      requestBody: { required: true, content: requestContent(route.body, route.bodyTypes) },
    }),
    responses: { ...successes(route), ...questionErrors(route), ...problems(route) },
  };
}

function requestContent(body: z.ZodType, types: readonly string[] = ['application/json']) {
  return Object.fromEntries(types.map((type) => [type, content(body)]));
}

function content(schema: z.ZodType): MediaType {
  const example = schema.meta()?.examples;
  return {
    schema: schemaOf(schema),
    ...(Array.isArray(example) && { example: example[0] }),
  };
}

function successes(route: Route): Record<string, ResponseObject> {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, response]) => [status, success(response)]),
  );
}

function success({
  description,
  body,
  contentType = 'application/json',
  headers,
}: RouteResponse): ResponseObject {
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [
          name,
          { description: text, schema: { type: 'string' as const } },
        ]),
      ),
    }),
    ...(body && { content: { [contentType]: content(body) } }),
  };
}

function problems(route: Route): Record<string, ResponseObject> {
  const byStatus = Map.groupBy(problemsOf(route), (name) => HTTP_PROBLEMS[name].status);
  return Object.fromEntries([...byStatus].map(([status, names]) => [status, problemResponse(names)]));
}

function problemResponse(names: readonly HttpProblemName[]): ResponseObject {
  return {
    description: names.map((name) => `${name}: ${HTTP_PROBLEMS[name].meaning}`).join('\n\n'),
    content: {
      'application/problem+json': {
        schema: PROBLEM,
        examples: Object.fromEntries(names.map((name) => [name, { value: example(name) }])),
      },
    },
  };
}

function example(name: HttpProblemName): Problem {
  const { status, meaning } = HTTP_PROBLEMS[name];
  return { type: problemType(name), title: name, status, detail: meaning };
}

/** Statuses a question's end is mapped to; one that HTTP problems have too keeps their description. */
function questionErrors(route: Route): Record<string, ResponseObject> {
  return Object.fromEntries(
    (route.questionErrors ?? []).map((status) => [
      status,
      {
        description: status === 422 ? 'The question was refused.' : 'The question failed.',
        content: { 'application/problem+json': { schema: PROBLEM } },
      },
    ]),
  );
}
