import { describe, expect, it } from '@jest/globals';
import recorded from '../../../../events/received/http-proxy.json' with { type: 'json' };
import { identifyCaller } from '../../../../shared/http/caller.ts';
import { toHttpRequest } from '../../../../shared/http/http-request.ts';
import { ProxyEvent } from '../../../../shared/http/proxy-event.ts';
import { createFakeHttpApi, SAMPLE_DOCUMENT } from '../../../support/fake-http-api.ts';

describe('cross-origin calls', () => {
  const origin = { Origin: 'https://app.example' };

  it('get leave for a configured origin, on errors too', async () => {
    const api = createFakeHttpApi();

    const found = await api.call('GET', '/v1/sources', { headers: origin });
    const missing = await api.call('GET', '/nowhere', { headers: origin });

    for (const { headers } of [found, missing]) {
      expect(headers['access-control-allow-origin']).toBe('https://app.example');
      expect(headers['access-control-expose-headers']).toContain('location');
      expect(headers.vary).toBe('origin');
    }
  });

  it('get none for another origin', async () => {
    const { headers } = await createFakeHttpApi().call('GET', '/v1/sources', {
      headers: { Origin: 'https://evil.example' },
    });

    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('are announced by a preflight without credentials', async () => {
    const { status, headers } = await createFakeHttpApi().call('OPTIONS', '/v1/keys/x', {
      headers: { ...origin, 'Access-Control-Request-Method': 'DELETE' },
      principal: undefined,
    });

    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-methods': 'DELETE',
      'access-control-allow-headers': expect.stringContaining('x-api-key'),
    });
  });

  it('are served without leave when no configuration is in force', async () => {
    const api = createFakeHttpApi();
    api.configure('{}', 'v1');

    const { status, headers } = await api.call('GET', '/openapi.json', { headers: origin });

    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('get leave for every origin where "*" is configured', async () => {
    const api = createFakeHttpApi();
    api.configure({ ...SAMPLE_DOCUMENT, corsOrigins: ['*'] }, 'v1');

    const { headers } = await api.call('GET', '/v1/sources', { headers: { Origin: 'https://any.example' } });

    expect(headers['access-control-allow-origin']).toBe('https://any.example');
  });
});

describe('every response', () => {
  it('is kept by no cache and taken for what it says it is', async () => {
    const api = createFakeHttpApi();

    const answers = await Promise.all(
      ['/v1/sources', '/nowhere', '/health', '/docs'].map((path) => api.call('GET', path)),
    );

    for (const { headers } of answers) {
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    }
  });

  it('leaves one line in the log behind the audit’s, without the question', async () => {
    const api = createFakeHttpApi();

    await api.call('POST', '/v1/questions', { body: { question: 'Who earns most?' } });

    expect(api.lines).toEqual([
      expect.objectContaining({ audit: 'Allowed' }),
      {
        level: 'info',
        at: expect.any(String),
        message: 'Request served',
        requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
        method: 'POST',
        route: '/v1/questions',
        path: '/v1/questions',
        credential: 'key:of-ana',
        principalId: 'ana',
        location: expect.stringMatching(/^\/v1\/questions\/[0-9A-Z]{26}$/),
        jobId: expect.stringMatching(/^[0-9A-Z]{26}$/),
        status: 202,
        ms: 0,
      },
    ]);
  });
});

describe('the authoriser’s word', () => {
  it.each([
    ['is not there', undefined],
    ['has no principal', { roles: '[]', attributes: '{}' }],
    ['has roles that are not JSON', { principalId: 'x', roles: 'admin', attributes: '{}' }],
    ['has roles that are no list', { principalId: 'x', roles: '"admin"', attributes: '{}' }],
  ])('that %s lets nobody in', (_case, authorizer) => {
    expect(() => identifyCaller('principal', authorizer)).toThrow('Send an API key');
  });
});

describe('the stage of the gateway', () => {
  it('is part of the address in Location, as callers use it', () => {
    const request = toHttpRequest(ProxyEvent.parse(recorded));

    expect(request).toMatchObject({ path: '/v1/questions', basePath: '/prod' });
  });
});

describe('documentation', () => {
  it('is the OpenAPI document of the contracts', async () => {
    const { status, body } = await createFakeHttpApi().call('GET', '/openapi.json', { principal: undefined });

    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/v1/questions/{id}');
  });

  it('is a page that shows every call and loads nothing', async () => {
    const api = createFakeHttpApi();
    const { body: document } = await api.call('GET', '/openapi.json');

    const { headers, text } = await api.call('GET', '/docs', { principal: undefined });

    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(text).not.toMatch(/<script|<link|<img|src=|url\(|@import|\son\w+=/);
    for (const path of Object.keys(document.paths)) expect(text).toContain(`<code>${path}</code>`);
  });

  it('links only to places on the page and to the document', async () => {
    const { text } = await createFakeHttpApi().call('GET', '/docs');
    const ids = new Set([...text.matchAll(/id="([^"]+)"/g)].map(([, id]) => `#${id}`));

    const dead = [...text.matchAll(/href="([^"]+)"/g)]
      .map(([, href]) => href)
      .filter((href) => href !== 'openapi.json' && !ids.has(String(href)));

    expect(dead).toEqual([]);
  });
});
