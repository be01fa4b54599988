import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { TargetClients } from '../../../commands/dead-letters/send-event.ts';
import type { RunningStack } from './running-stack.ts';

/** What dead letters are sent again with, as the command has it. */
export function targetClients({ stack }: RunningStack): TargetClients {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { endpoint: stack.urls.services, region: 'us-east-1', credentials };
  return {
    sqs: stack.clients.sqs,
    stepFunctions: new SFNClient(settings),
    lambda: new LambdaClient(settings),
    eventBridge: new EventBridgeClient(settings),
  };
}
