import * as z from 'zod';
import { Configuration } from '../configuration.ts';
import { PromptInUse } from '../prompts.ts';
import { HealthCheck } from './problem.ts';

export const Health = z.strictObject({ status: z.literal('ok'), checks: z.array(HealthCheck) });

const inForce = { version: z.string(), loadedAt: z.iso.datetime() };

export const ConfigurationInForce = z.strictObject(inForce);
export const ConfigurationView = z.strictObject({
  ...inForce,
  configuration: Configuration.describe('As in force; names of secrets are redacted.'),
  prompts: z.array(PromptInUse),
});
