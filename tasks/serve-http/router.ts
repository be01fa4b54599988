import type { Route } from '../../shared/contracts/http/route.ts';
import { type OperationId, ROUTES } from '../../shared/contracts/http/routes.ts';
import { problem } from './http-problem.ts';

export interface RouteMatch {
  readonly operationId: OperationId;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly operationId: OperationId;
  readonly route: Route;
  readonly segments: readonly string[];
}

// Object.entries types keys as string; these are ROUTES' own.
const CANDIDATES: readonly Candidate[] = (Object.entries(ROUTES) as [OperationId, Route][]).map(
  ([operationId, route]) => ({ operationId, route, segments: route.path.split('/') }),
);

/** Every route of this path, whatever its method; NotFound when there is none. */
export function matchPath(path: string): readonly RouteMatch[] {
  const segments = decode(path);
  const matches = CANDIDATES.flatMap(({ operationId, route, segments: pattern }) => {
    const params = segments && matchSegments(pattern, segments);
    return params ? [{ operationId, route, params }] : [];
  });
  if (matches.length === 0) throw problem('NotFound', 'There is no such path; /docs lists those there are.');
  return matches;
}

/** The route of this path and method; MethodNotAllowed, with Allow, when the path has others only. */
export function selectMethod(matches: readonly RouteMatch[], method: string): RouteMatch {
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
