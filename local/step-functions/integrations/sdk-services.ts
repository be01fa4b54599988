import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { isObject } from '../json.ts';
import type { CallService, ServiceRequest } from './ports.ts';

export interface SdkClients {
  readonly dynamodb?: DynamoDBClient;
  readonly eventBridge?: EventBridgeClient;
  readonly sqs?: SQSClient;
}

/** The service port on SDK clients. The SDK's commands are loaded with the first call, to start quickly. */
export function sdkServices(clients: SdkClients): CallService {
  return async (request, abortSignal) => {
    const { client, commands } = await clientFor(request.service, clients);
    const name = `${request.action.charAt(0).toUpperCase()}${request.action.slice(1)}Command`;
    const Command: unknown = commands[name];
    if (typeof Command !== 'function') throw new Error(`The SDK has no ${name} for ${request.service}`);
    // The command's class and its client come from the same package; which one is known only here at run time.
    const command = Reflect.construct(Command, [request.input]) as Parameters<typeof client.send>[0];
    const output: unknown = await client.send(command, { abortSignal });
    if (!isObject(output)) return output;
    const { $metadata: _, ...result } = output;
    return result;
  };
}

interface Sender {
  send(command: unknown, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

async function clientFor(
  service: ServiceRequest['service'],
  { dynamodb, eventBridge, sqs }: SdkClients,
): Promise<{ client: Sender; commands: Readonly<Record<string, unknown>> }> {
  switch (service) {
    case 'dynamodb':
      return { client: sender(dynamodb, service), commands: await import('@aws-sdk/client-dynamodb') };
    case 'events':
      return { client: sender(eventBridge, service), commands: await import('@aws-sdk/client-eventbridge') };
    case 'sqs':
      return { client: sender(sqs, service), commands: await import('@aws-sdk/client-sqs') };
  }
}

function sender(client: object | undefined, service: string): Sender {
  if (!client) throw new Error(`The local Step Functions was given no client for ${service}`);
  // Every SDK client has this method; its overloads differ only in the commands they take.
  return client as Sender;
}
