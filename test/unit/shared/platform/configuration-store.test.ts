import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ConfigurationStore,
  createConfigurationStore,
  parseConfiguration,
} from '../../../../shared/platform/configuration-store.ts';
import { newLogger } from '../../../../shared/platform/logger.ts';
import { validDocument } from '../../../support/valid-configuration.ts';

describe('createConfigurationStore', () => {
  let document: { text: string; version: string } | undefined;
  let reads: number;
  let clock: number;
  let logged: string[];
  let store: ConfigurationStore;

  const publish = (version: string, changes: object = {}) => {
    document = { text: JSON.stringify({ ...validDocument(), ...changes }), version };
  };
  const retention = async () => (await store.current()).value.retentionDays;

  beforeEach(() => {
    reads = 0;
    clock = 0;
    logged = [];
    publish('v1');
    store = createConfigurationStore(
      async () => {
        reads += 1;
        return document;
      },
      newLogger({}, 'info', (line) => logged.push(line)),
      () => clock,
    );
  });

  it('reads once a minute however often it is asked', async () => {
    await store.current();
    clock = 59_999;
    await store.current();

    expect(reads).toBe(1);
  });

  it('takes a new document after a minute', async () => {
    await store.current();
    publish('v2', { retentionDays: 7 });
    clock = 60_000;

    expect(await retention()).toBe(7);
  });

  it('takes a new document at once when told to reload', async () => {
    await store.current();
    publish('v2', { retentionDays: 7 });

    await store.reload();

    expect(await retention()).toBe(7);
  });

  it('says which version is in force and since when', async () => {
    clock = Date.parse('2026-01-02T03:04:05.000Z');

    expect(await store.current()).toMatchObject({ version: 'v1', loadedAt: '2026-01-02T03:04:05.000Z' });
  });

  it('keeps the last good document in force when the new one is not valid, and says so', async () => {
    publish('v1', { retentionDays: 3 });
    await store.current();
    publish('v2', { retentionDays: -1 });
    clock = 60_000;

    expect(await retention()).toBe(3);
    expect(logged.join()).toContain('the last good one stays in force');
  });

  it('keeps the last good document in force when the bucket cannot be read, and waits a minute', async () => {
    await store.current();
    document = undefined;
    clock = 60_000;
    await store.current();
    await store.current();

    expect(reads).toBe(2);
  });

  it('refuses an invalid document on reload with the name of the field', async () => {
    await store.current();
    publish('v2', { retentionDays: 'long' });

    await expect(store.reload()).rejects.toMatchObject({
      name: 'ConfigInvalid',
      message: expect.stringContaining('retentionDays'),
    });
  });

  it('refuses to begin without a document', async () => {
    document = undefined;

    await expect(store.current()).rejects.toMatchObject({ name: 'ConfigInvalid' });
  });

  it('refuses to begin with an invalid document, and begins once it is mended', async () => {
    publish('v1', { retentionDays: 0 });
    await expect(store.current()).rejects.toMatchObject({ name: 'ConfigInvalid' });
    publish('v2', { retentionDays: 1 });

    expect(await retention()).toBe(1);
  });
});

describe('parseConfiguration', () => {
  const source = validDocument().sources.shop;

  it.each([
    ['a field it does not know', { surprise: 1 }, 'surprise'],
    ['no source at all', { sources: {} }, 'sources'],
    ['a default source that is not there', { defaultSource: 'shap' }, 'defaultSource'],
    [
      'an engine it does not know',
      { sources: { shop: { ...source, engine: 'dbase' } } },
      'sources.shop.engine',
    ],
    ['a source name with blanks', { sources: { 'my shop': source } }, 'my shop'],
    [
      'limits out of range',
      { sources: { shop: { ...source, limits: { rows: 0 } } } },
      'sources.shop.limits.rows',
    ],
  ])('refuses %s and names it', (_, changes, field) => {
    const parse = () => parseConfiguration(JSON.stringify({ ...validDocument(), ...changes }));

    expect(parse).toThrow(
      expect.objectContaining({ name: 'ConfigInvalid', message: expect.stringContaining(field) }),
    );
  });

  it.each([
    ['{"password": "hunter2",\n }', 'The configuration is not a JSON document (line 2 column 2).'],
    ['{"password": hunter2}', 'The configuration is not a JSON document.'],
  ])('says where %j is no JSON, and never repeats what stands in the document', (text, message) => {
    expect(() => parseConfiguration(text)).toThrow(expect.objectContaining({ message }));
  });

  it('fills in what a document leaves out', () => {
    const { sources, guardrail } = parseConfiguration(JSON.stringify(validDocument()));

    expect(sources.shop).toMatchObject({ tls: 'verify-full', maxAttempts: 3, limits: { rows: 1_000 } });
    expect(guardrail.deniedTopics).toEqual([]);
  });
});
