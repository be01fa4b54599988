import { dynamodbOptimised, dynamodbSdk } from './dynamodb.ts';
import { putEvents } from './events.ts';
import type { Integration } from './integration.ts';
import { lambdaFunction, lambdaInvoke } from './lambda.ts';
import { startExecution, startExecutionSync2 } from './nested-execution.ts';
import type { CallService, Integrations } from './ports.ts';
import { sendMessage } from './sqs.ts';

const KNOWN =
  'known are lambda:invoke, a function ARN, dynamodb:*Item, aws-sdk:dynamodb:*, events:putEvents, ' +
  'sqs:sendMessage, states:startExecution and states:startExecution.sync:2, ' +
  'some with .waitForTaskToken';

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[\w-]*:\d*:function:[\w-]+(:[\w$-]+)?$/;

const CALLBACK = '.waitForTaskToken';

/** The optimised integrations that can wait for a token; those of the AWS SDK all can. */
const WITH_CALLBACK = ['lambda:invoke', 'events:putEvents', 'sqs:sendMessage', 'states:startExecution'];

/** The integration for a Task's Resource, or a sentence saying why there is none. */
export function findIntegration(resource: string, ports: Integrations): Integration | string {
  if (!resource.endsWith(CALLBACK)) return findRequest(resource, ports);
  const found = findRequest(resource.slice(0, -CALLBACK.length), ports);
  if (typeof found === 'string') return found;
  const { resourceType, resource: action } = found;
  if (!resourceType.startsWith('aws-sdk:') && !WITH_CALLBACK.includes(`${resourceType}:${action}`)) {
    return `${resource} does not exist; ${WITH_CALLBACK.join(', ')} and aws-sdk:* can wait for a task token`;
  }
  return { ...found, resource: `${action}${CALLBACK}`, waitsForToken: true };
}

function findRequest(resource: string, ports: Integrations): Integration | string {
  if (FUNCTION_ARN.test(resource)) {
    return ports.invokeLambda ? lambdaFunction(ports.invokeLambda, resource) : noPort('invokeLambda');
  }
  const action = /^arn:aws[\w-]*:states:[\w-]*:\d*:(.+)$/.exec(resource)?.[1] ?? '';
  switch (action) {
    case 'lambda:invoke':
      return ports.invokeLambda ? lambdaInvoke(ports.invokeLambda) : noPort('invokeLambda');
    case 'states:startExecution':
      return startExecution;
    case 'states:startExecution.sync:2':
      return startExecutionSync2;
    default:
      return (
        serviceIntegration(action, ports.callService) ?? `the resource ${resource} is not known; ${KNOWN}`
      );
  }
}

function serviceIntegration(action: string, call: CallService | undefined): Integration | string | undefined {
  const found = serviceAction(action, call ?? notGiven);
  return found && !call ? noPort('callService') : found;
}

function serviceAction(action: string, call: CallService): Integration | undefined {
  if (action === 'events:putEvents') return putEvents(call);
  if (action === 'sqs:sendMessage') return sendMessage(call);
  if (action.startsWith('dynamodb:')) return dynamodbOptimised(call, action.slice('dynamodb:'.length));
  if (action.startsWith('aws-sdk:dynamodb:'))
    return dynamodbSdk(call, action.slice('aws-sdk:dynamodb:'.length));
  return undefined;
}

/** Stands in only to find out whether the action is known. */
const notGiven: CallService = () => Promise.reject(new Error('The port callService was not given'));

function noPort(port: keyof Integrations): string {
  return `this resource needs the integration port ${port}, which was not given`;
}
