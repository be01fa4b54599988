import type * as z from 'zod';
import type { HttpProblemName } from './problem.ts';

export const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

export interface RouteResponse {
  readonly description: string;
  /** Absent: the response has no body. */
  readonly body?: z.ZodType;
  /** application/json unless said otherwise. */
  readonly contentType?: string;
  /** Response header → what it says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call of the HTTP API as data: the router, the documentation and the tests all read it. */
export interface Route {
  readonly method: Method;
  /** `{name}` segments are the params. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** `public` needs no key; `curator` and `admin` are the roles of that name, and an admin may what a curator may. */
  readonly access: 'public' | 'principal' | 'curator' | 'admin';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is text of one of these media types, instead of JSON. */
  readonly bodyTypes?: readonly string[];
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** Beyond those that every call of its kind can give. */
  readonly problems?: readonly HttpProblemName[];
  /** Statuses a question's own error is mapped to. */
  readonly questionErrors?: readonly number[];
}

/** The role a call needs beyond being known. */
export function roleOf(access: Route['access']): 'curator' | 'admin' | undefined {
  return access === 'curator' || access === 'admin' ? access : undefined;
}

/** Every problem a call can answer with: its own and those of its kind. */
export function problemsOf(route: Route): readonly HttpProblemName[] {
  const access: HttpProblemName[] = route.access === 'public' ? [] : ['Unauthenticated'];
  const role: HttpProblemName[] = roleOf(route.access) ? ['NotAuthorised'] : [];
  const params: HttpProblemName[] = route.params ? ['NotFound'] : [];
  const body: HttpProblemName[] = route.body ? ['PayloadTooLarge', 'UnsupportedMediaType'] : [];
  const all: HttpProblemName[] = [
    'InvalidRequest',
    ...access,
    ...role,
    ...params,
    ...body,
    ...(route.problems ?? []),
    'TooManyRequests',
    'Internal',
    'Unavailable',
  ];
  return [...new Set(all)];
}
