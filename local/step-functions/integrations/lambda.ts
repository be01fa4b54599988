import { StateFailure } from '../errors.ts';
import { isObject } from '../json.ts';
import { parameters, textParameter } from './argument.ts';
import { type Integration, TASK_EVENTS, type TaskCall } from './integration.ts';
import type { InvokeLambda } from './ports.ts';
import { serviceFailure } from './service-failure.ts';

/** `arn:aws:states:::lambda:invoke` */
export function lambdaInvoke(invoke: InvokeLambda): Integration {
  return {
    resourceType: 'lambda',
    resource: 'invoke',
    takesTurn: true,
    events: TASK_EVENTS,
    async call(task) {
      const argument = parameters(task, ['FunctionName', 'Payload'], ['FunctionName']);
      const name = textParameter(argument, 'FunctionName') ?? '';
      const Payload = await invokeFunction(invoke, functionName(name), argument.Payload ?? {}, task);
      return { ExecutedVersion: '$LATEST', Payload, StatusCode: 200 };
    },
  };
}

/** A function's own ARN as the Resource: the arguments are its event, what it returns is the result. */
export function lambdaFunction(invoke: InvokeLambda, arn: string): Integration {
  return {
    resourceType: 'lambda',
    resource: arn,
    takesTurn: true,
    events: {
      scheduled: 'LambdaFunctionScheduled',
      started: 'LambdaFunctionStarted',
      succeeded: 'LambdaFunctionSucceeded',
      failed: 'LambdaFunctionFailed',
      timedOut: 'LambdaFunctionTimedOut',
    },
    call: async (task) => invokeFunction(invoke, functionName(arn), JSON.parse(task.argument.text), task),
  };
}

/** The name, with its qualifier if it has one, of a function given by name or ARN. */
function functionName(nameOrArn: string): string {
  return nameOrArn.split(':function:')[1] ?? nameOrArn;
}

async function invokeFunction(
  invoke: InvokeLambda,
  name: string,
  payload: unknown,
  task: TaskCall,
): Promise<unknown> {
  const answer = await invoke(name, payload, task.signal).catch((thrown: unknown) => {
    throw serviceFailure('Lambda', thrown, 'SdkClientException');
  });
  if (answer.functionError === undefined) return answer.payload ?? null;
  const { payload: problem } = answer;
  const isNamed = isObject(problem) && typeof problem.errorType === 'string';
  const error = isNamed ? String(problem.errorType) : 'Lambda.Unknown';
  throw new StateFailure(error, typeof problem === 'string' ? problem : JSON.stringify(problem ?? null));
}
