import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { functionsByTask, synthesise } from './synthesise.ts';

const TASKS_FOLDER = new URL('../../tasks/', import.meta.url);
const { resources, template } = synthesise({ logRetentionDays: 14 });
const functions = functionsByTask(resources);
const folders = readdirSync(TASKS_FOLDER).sort();

describe('The functions', () => {
  it('are exactly the folders of tasks/', () => {
    expect([...functions.keys()].sort()).toEqual(folders);
  });

  it.each(folders)(
    'give %s exactly the variables its config.ts asks for, and the deployment’s name',
    async (task) => {
      const { ENVIRONMENT } = await import(new URL(`${task}/config.ts`, TASKS_FOLDER).href);

      const { Variables } = Object(functions.get(task)?.Properties.Environment);

      expect(Object.keys(Variables).sort()).toEqual(['DEPLOYMENT', ...ENVIRONMENT].sort());
    },
  );

  it.each(folders)(
    'run %s on Node 24 and arm64, untraced, with a log group of its own that forgets',
    (task) => {
      const properties = functions.get(task)?.Properties;
      const groups = resources('AWS::Logs::LogGroup');
      const group = groups[Object(properties?.LoggingConfig).LogGroup?.Ref];

      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'handler.handler',
      });
      expect(properties).not.toHaveProperty('TracingConfig');
      expect(group?.Properties.RetentionInDays).toBe(14);
    },
  );

  it('share no role and no log group', () => {
    const all = [...functions.values()].map(({ Properties }) => Properties);
    const distinct = (values: unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;

    expect(distinct(all.map(({ Role }) => Role))).toBe(all.length);
    expect(distinct(all.map(({ LoggingConfig }) => LoggingConfig))).toBe(all.length);
  });
});

describe('Log groups', () => {
  it('all have a retention', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 14 });
  });
});
