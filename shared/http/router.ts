import type { Route } from '../contracts/http/route.ts';
import type { OperationId } from '../contracts/http/routes.ts';
import { problem } from './http-problem.ts';

export interface RouteMatch<Id extends OperationId = OperationId> {
  readonly operationId: Id;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Every route of a path, whatever its method; throws NotFound when there is none. */
export type MatchPath<Id extends OperationId> = (path: string) => readonly RouteMatch<Id>[];

export function createRouter<Id extends OperationId>(routes: Readonly<Record<Id, Route>>): MatchPath<Id> {
  // Object.entries types keys as string; these are the routes' own.
  const candidates = (Object.entries(routes) as [Id, Route][]).map(([operationId, route]) => ({
    ...{ operationId, route },
    pattern: route.path.split('/'),
  }));
  return (path) => {
    const segments = decode(path);
    const matches = candidates.flatMap(({ operationId, route, pattern }) => {
      const params = segments && matchSegments(pattern, segments);
      return params ? [{ operationId, route, params }] : [];
    });
    if (matches.length === 0)
      throw problem('NotFound', 'There is no such path; /docs lists those there are.');
    return matches;
  };
}

/** The route of this path and method; MethodNotAllowed, with Allow, when the path has others only. */
export function selectMethod<Id extends OperationId>(
  matches: readonly RouteMatch<Id>[],
  method: string,
): RouteMatch<Id> {
  const match = matches.find(({ route }) => route.method === method);
  if (match) return match;
  const allow = allowedMethods(matches).join(', ');
  throw problem('MethodNotAllowed', `This path takes ${allow}.`, {}, { allow });
}

export function allowedMethods(matches: readonly RouteMatch[]): readonly string[] {
  return [...matches.map(({ route }) => route.method), 'OPTIONS'];
}

function matchSegments(pattern: readonly string[], segments: readonly string[]) {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith('{')) {
      if (segment === '') return undefined;
      params[expected.slice(1, -1)] = segment;
    } else if (expected !== segment) return undefined;
  }
  return params;
}

function decode(path: string): readonly string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
