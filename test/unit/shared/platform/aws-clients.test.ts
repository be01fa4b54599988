import { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { describe, expect, it } from '@jest/globals';
import { newBedrockClient } from '../../../../shared/platform/aws-clients.ts';
import { useAwsEndpoint } from '../../../support/aws-environment.ts';
import { startScriptedServer } from '../../../support/scripted-server.ts';

describe('newBedrockClient', () => {
  it('gives a call up when its time is over, without a second try', async () => {
    const server = await startScriptedServer(() => 'silence');
    useAwsEndpoint(server.url, 'BEDROCK_RUNTIME');
    const client = newBedrockClient({ timeoutMs: 1_000 });

    const call = client.send(new InvokeModelCommand({ modelId: 'm', body: '{}' }));

    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(server.requests.length).toBeLessThanOrEqual(1);
    await server.close();
  });
});
