import type { Refusal } from '../access/audit.ts';
import type { ErrorName } from '../contracts/errors.ts';
import {
  type FieldError,
  HTTP_PROBLEMS,
  type HttpProblemName,
  type Problem,
  problemType,
} from '../contracts/http/problem.ts';
import { type HttpResponse, json } from './http-response.ts';

type Extension = Pick<Problem, 'instance' | 'requestId' | 'errors' | 'jobStatus' | 'checks'>;

/** Ends a call with a problem document. `detail` is written for the caller. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.detail);
    this.problem = problem;
    this.headers = headers;
  }
}

/** A refusal that is a decision about access: the audit tells why by its code, the caller may be told less. */
export class AccessRefused extends HttpProblem {
  readonly code: Refusal;

  constructor(code: Refusal, { problem, headers }: HttpProblem) {
    super(problem, headers);
    this.code = code;
  }
}

/** A problem of HTTP's own; its status follows from its name. */
export function problem(
  name: HttpProblemName,
  detail: string,
  extension: Extension = {},
  headers: Readonly<Record<string, string>> = {},
): HttpProblem {
  return new HttpProblem(problemBody(name, HTTP_PROBLEMS[name].status, detail, extension), headers);
}

export function problemBody(
  name: HttpProblemName | ErrorName,
  status: number,
  detail: string,
  extension: Extension = {},
): Problem {
  return { type: problemType(name), title: name, status, detail, ...extension };
}

export function invalid(errors: readonly FieldError[]): HttpProblem {
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join(' ');
  return problem('InvalidRequest', detail, { errors: [...errors] });
}

export function problemResponse(body: Problem, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return json(body.status, body, { ...headers, 'content-type': 'application/problem+json' });
}
