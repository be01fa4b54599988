import { withLogFields } from './log-fields.ts';

/** What the runtime tells of an invocation, as far as logs name it. */
export interface RequestContext {
  readonly awsRequestId: string;
}

/** Runs an invocation; all its log lines name it. */
export const inRequest = <Result>({ awsRequestId: requestId }: RequestContext, work: () => Result): Result =>
  withLogFields({ requestId }, work);

/** A handler outside the tasks' stack whose log lines, and those of all it calls, name its invocation. */
export function requestHandler<Context extends RequestContext, Result>(
  run: (event: unknown, context: Context) => Promise<Result>,
): (event: unknown, context: Context) => Promise<Result> {
  return (event, context) => inRequest(context, () => run(event, context));
}
