import * as z from 'zod';
import type { Configuration, ModelChoice } from '../contracts/configuration.ts';
import { PromptOverrides } from '../contracts/prompts.ts';
import type { QuestionInput } from '../contracts/question-machine.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import type { ObjectStore } from '../platform/object-store.ts';

/** The roles that talk. */
const Role = z.enum(['intent', 'sql', 'reflect', 'strong', 'explain']);
export type Role = z.infer<typeof Role>;

/** What a replay has otherwise than the configuration: texts of prompts, and roles that the model of that id plays. */
export const ReplayChanges = z.strictObject({
  prompts: PromptOverrides,
  models: z.partialRecord(Role, z.string()),
});
export type ReplayChanges = z.infer<typeof ReplayChanges>;

export const changesKey = (jobId: string) => `jobs/${jobId}/changes.json`;

type Objects = Pick<ObjectStore, 'getText'>;

/** The configuration as it is for this question: for a replay with its changes, for any other as it is. */
export async function changedFor(
  { changesKey: key }: QuestionInput,
  configuration: Configuration,
  objects: Objects,
): Promise<Configuration> {
  if (key === undefined) return configuration;
  const text = await objects.getText(key);
  if (text === undefined) throw new InqueryError('Internal', 'The changes of this replay are gone.');
  const { prompts, models } = ReplayChanges.parse(JSON.parse(text));
  const known = configuration.models;
  const chosen = Object.entries(models).map(([role, id]) => [role, chosenModel(id, configuration)]);
  return {
    ...configuration,
    prompts: { ...configuration.prompts, ...prompts },
    models: { ...known, ...Object.fromEntries(chosen) },
  };
}

function chosenModel(id: string | undefined, configuration: Configuration): ModelChoice {
  const choice = modelOf(id, configuration);
  if (choice) return choice;
  throw new InqueryError('ConfigInvalid', 'The model that this replay tries is not configured any more.');
}

/** A model a replay may try: of one that is not configured nobody knows region, limits or price. */
export function modelOf(
  id: string | undefined,
  { models, replayModels }: Pick<Configuration, 'models' | 'replayModels'>,
): ModelChoice | undefined {
  const talking = Role.options.flatMap((role) => models[role] ?? []);
  return [...talking, ...replayModels].find((choice) => choice.id === id);
}
