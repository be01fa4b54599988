import { describe, expect, it } from '@jest/globals';
import { hashSecret } from '../../../../shared/access/api-key.ts';
import { createFakeApiKeyStore } from '../../../support/fake-api-key-store.ts';
import { ADMIN, createFakeHttpApi, SAMPLE_DOCUMENT } from '../../../support/fake-http-api.ts';

const asAdmin = { principal: ADMIN };

describe('configuration', () => {
  it('is shown to an admin with the names of secrets redacted', async () => {
    const { status, text, body } = await createFakeHttpApi().call('GET', '/v1/config', asAdmin);

    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 'v1', configuration: { defaultSource: 'northwind' } });
    expect(text).not.toContain('inquery/shop');
  });

  it('is not shown to anybody else', async () => {
    const api = createFakeHttpApi();

    const answers = await Promise.all([
      api.call('GET', '/v1/config'),
      api.call('POST', '/v1/config/reload'),
      api.call('POST', '/v1/keys', { body: { principalId: 'x' } }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('is in force once reloaded', async () => {
    const api = createFakeHttpApi();
    await api.call('GET', '/v1/config', asAdmin);
    api.configure({ ...SAMPLE_DOCUMENT, defaultSource: 'nw_abbr' }, 'v2');

    const reloaded = await api.call('POST', '/v1/config/reload', asAdmin);
    const asked = await api.call('POST', '/v1/questions', { body: { question: 'How many?' } });

    expect(reloaded.body.version).toBe('v2');
    expect(asked.body.source).toBe('nw_abbr');
  });

  it('that does not validate is refused by field and the last good one stays', async () => {
    const api = createFakeHttpApi();
    await api.call('GET', '/v1/config', asAdmin);
    api.configure({ ...SAMPLE_DOCUMENT, defaultSource: 'sales' }, 'v2');

    const refused = await api.call('POST', '/v1/config/reload', asAdmin);
    const current = await api.call('GET', '/v1/config', asAdmin);

    expect(refused.status).toBe(422);
    expect(refused.body.title).toBe('ConfigInvalid');
    expect(refused.body.errors).toEqual([
      { field: 'defaultSource', message: 'defaultSource names a source that is not configured.' },
    ]);
    expect(current.body.version).toBe('v1');
  });

  it('is refused where a question may wait for approvals longer than its record is kept', async () => {
    const api = createFakeHttpApi();
    await api.call('GET', '/v1/config', asAdmin);
    const { nw_abbr: source } = SAMPLE_DOCUMENT.sources;
    const days = (retentionDays: number, waiting: object) => ({
      ...{ ...SAMPLE_DOCUMENT, retentionDays },
      sources: { ...SAMPLE_DOCUMENT.sources, slow: { ...source, maxAttempts: 2, ...waiting } },
    });
    const threeDays = { costPolicy: 'approve', approvalMinutes: 3 * 24 * 60 };
    const reload = (document: object, version: string) => {
      api.configure(document, version);
      return api.call('POST', '/v1/config/reload', asAdmin);
    };

    const refused = await reload(days(6, threeDays), 'v2');
    const taken = [
      await reload(days(7, threeDays), 'v3'),
      await reload(days(1, { approvalMinutes: 10_080 }), 'v4'),
    ];

    expect(refused.body.errors).toMatchObject([
      { field: 'retentionDays', message: expect.stringContaining('wait for approvals') },
    ]);
    expect(taken.map(({ body }) => body.version)).toEqual(['v3', 'v4']);
  });

  it('that was never valid makes questions answer 503 without its words', async () => {
    const api = createFakeHttpApi();
    api.configure('{"sources": "hunter2"', 'v1');

    const { status, text } = await api.call('POST', '/v1/questions', { body: { question: 'How many?' } });

    expect(status).toBe(503);
    expect(text).not.toContain('hunter2');
  });
});

describe('API keys', () => {
  it('are created with a secret that is shown once and kept as a hash', async () => {
    const keys = createFakeApiKeyStore();
    const api = createFakeHttpApi({ keys });

    const created = await api.call('POST', '/v1/keys', {
      ...asAdmin,
      body: { principalId: 'reports', roles: ['analyst'], attributes: { tenant: 'a' }, label: 'Nightly' },
    });
    const listed = await api.call('GET', '/v1/keys', asAdmin);

    const { key, ...shown } = created.body;
    expect(created.status).toBe(201);
    expect(key).toMatch(/^inq_[\w-]{43}$/);
    expect(listed.body.keys).toEqual([shown]);
    expect(await keys.findByHash(hashSecret(key))).toMatchObject({
      principal: { id: 'reports', roles: ['analyst'], attributes: { tenant: 'a' } },
    });
  });

  it('are listed by page and revoked once and for all', async () => {
    const api = createFakeHttpApi();
    for (const principalId of ['a', 'b'])
      await api.call('POST', '/v1/keys', { ...asAdmin, body: { principalId } });
    const first = await api.call('GET', '/v1/keys', { ...asAdmin, query: { limit: '1' } });
    const path = `/v1/keys/${first.body.keys[0].keyId}`;

    const revoked = await api.call('DELETE', path, asAdmin);
    await api.clock.sleep(1_000);
    const again = await api.call('DELETE', path, asAdmin);
    const rest = await api.call('GET', '/v1/keys', { ...asAdmin, query: { cursor: first.body.nextCursor } });
    const all = await api.call('GET', '/v1/keys', asAdmin);

    expect([revoked.status, again.status]).toEqual([204, 204]);
    expect(rest.body.keys.map(({ principalId }: { principalId: string }) => principalId)).toEqual(['a']);
    expect(all.body.keys[0].revokedAt).toBe('2026-05-04T10:00:00.000Z');
  });
});
