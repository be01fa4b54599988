import { describe, expect, it } from '@jest/globals';
import { Configuration } from '../../../../shared/contracts/configuration.ts';
import { changedFor, changesKey } from '../../../../shared/generation/replay-changes.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';
import { newInput } from '../../../support/question-records.ts';
import { validDocument } from '../../../support/valid-configuration.ts';

const { models, ...rest } = validDocument();
const configuration = Configuration.parse({
  ...rest,
  models: { ...models, strong: { id: 'strong' } },
  replayModels: [{ id: 'new', price: { inputPerMillion: 3, outputPerMillion: 15 } }],
  prompts: { classify: 'configured' },
});
const key = changesKey('1');
const replay = newInput({ changesKey: key });

describe('The configuration of a replay', () => {
  it.each(['strong', 'new'])('has the model %s, as it is configured', async (id) => {
    const objects = createMemoryObjectStore();
    await objects.put(key, JSON.stringify({ prompts: {}, models: { sql: id } }), 'application/json');

    const changed = await changedFor(replay, configuration, objects);

    const [added] = configuration.replayModels;
    expect(changed.models.sql).toEqual(id === 'new' ? added : configuration.models.strong);
  });

  it('is none with a model that is not configured any more', async () => {
    const objects = createMemoryObjectStore();
    await objects.put(key, JSON.stringify({ prompts: {}, models: { sql: 'old' } }), 'application/json');

    await expect(changedFor(replay, configuration, objects)).rejects.toMatchObject({ name: 'ConfigInvalid' });
  });

  it('has its prompts and models', async () => {
    const objects = createMemoryObjectStore();
    const changes = { prompts: { explain: 'tried' }, models: { sql: 'strong' } };
    await objects.put(key, JSON.stringify(changes), 'application/json');

    const changed = await changedFor(replay, configuration, objects);

    expect(changed.prompts).toEqual({ classify: 'configured', explain: 'tried' });
    expect(changed.models.sql.id).toBe('strong');
    expect(changed.models.intent).toEqual(configuration.models.intent);
  });

  it('is the one in force of any other question, and nothing is read', async () => {
    const objects = createMemoryObjectStore();

    expect(await changedFor(newInput(), configuration, objects)).toBe(configuration);
    expect(objects.reads).toEqual([]);
  });

  it('is not made up where its changes are gone', async () => {
    await expect(changedFor(replay, configuration, createMemoryObjectStore())).rejects.toMatchObject({
      name: 'Internal',
    });
  });
});
