import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { stepsFrom } from '../../shared/adapters/aws-steps.ts';
import { createBedrockGuardrail } from '../../shared/model/bedrock-guardrail.ts';
import { newBedrockClient } from '../../shared/platform/aws-clients.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const GUARDRAIL_TIMEOUT_MS = 10_000;

export const configuration = configurationFrom(config);
export const askGuardrail = createBedrockGuardrail(newBedrockClient({ timeoutMs: GUARDRAIL_TIMEOUT_MS }));
export const ports = { recordStep: stepsFrom(config).recordStep };
