import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ModelAnswer, ModelCall } from '../../../local/bedrock/model-gateway.ts';

const IS_OFFLINE = /(^|\.|\/)inquery\.offline-/;
const NO_CREDENTIALS = 'CredentialsProviderError';

/** Puts calls to Amazon Bedrock itself, with this shell's credentials; undefined for the offline model's ids. */
export function bedrockForward(models: ModelRegions): (call: ModelCall) => Promise<ModelAnswer> | undefined {
  const clients = new Map<string, BedrockRuntimeClient>();
  const clientOf = (modelId: string): BedrockRuntimeClient => {
    const region = Object.values(models).find(({ id }) => id === modelId)?.region;
    const known = clients.get(region ?? '');
    if (known) return known;
    const client = new BedrockRuntimeClient({
      ...(region && { region }),
      requestHandler: new NodeHttpHandler(),
    });
    clients.set(region ?? '', client);
    return client;
  };
  return (call) => (IS_OFFLINE.test(call.modelId) ? undefined : forward(clientOf(call.modelId), call));
}

type ModelRegions = Readonly<Record<string, { readonly id: string; readonly region?: string | undefined }>>;

async function forward(client: BedrockRuntimeClient, call: ModelCall): Promise<ModelAnswer> {
  try {
    return { status: 200, body: await send(client, call) };
  } catch (error) {
    const { message } = Object(error);
    const { status, errorName } = failureOf(error);
    return { status, headers: { 'x-amzn-errortype': errorName }, body: { message } };
  }
}

/** Under the name of the service's own exception; what never reached it is put into its terms. */
function failureOf(error: unknown): { status: number; errorName: string } {
  const { name, $metadata } = Object(error);
  if ($metadata?.httpStatusCode) return { status: $metadata.httpStatusCode, errorName: String(name) };
  return name === NO_CREDENTIALS
    ? { status: 403, errorName: 'AccessDeniedException' }
    : { status: 503, errorName: 'ServiceUnavailableException' };
}

async function send(
  client: BedrockRuntimeClient,
  { operation, modelId, request }: ModelCall,
): Promise<unknown> {
  if (operation === 'invoke') {
    const body = JSON.stringify(request);
    const answer = await client.send(
      new InvokeModelCommand({ modelId, contentType: 'application/json', body }),
    );
    return JSON.parse(answer.body.transformToString());
  }
  // The body of the wire is the command's input but for the model's id.
  const input = { ...Object(request), modelId } as ConverseCommandInput;
  const { $metadata: _, ...answer } = await client.send(new ConverseCommand(input));
  return answer;
}
