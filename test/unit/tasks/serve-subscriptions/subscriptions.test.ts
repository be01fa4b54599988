import { describe, expect, it } from '@jest/globals';
import { ADMIN, createFakeHttpApi } from '../../../support/fake-http-api.ts';

const URL_OF_OURS = 'https://hooks.example/in';
const wish = (changes: object = {}) => ({
  body: { url: URL_OF_OURS, events: ['Question Answered'], ...changes },
});
const asAdmin = { principal: ADMIN };

describe('A subscription', () => {
  it('is answered with its secret once, and never again', async () => {
    const api = createFakeHttpApi();

    const created = await api.call('POST', '/v1/subscriptions', wish());
    const listed = await api.call('GET', '/v1/subscriptions');

    const { secret, ...view } = created.body;
    expect(created.status).toBe(201);
    expect(created.headers.location).toBe(view.links.self);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(listed.body.subscriptions).toEqual([view]);
    expect(view).toMatchObject({ principalId: 'ana', scope: 'own', status: 'ACTIVE', url: URL_OF_OURS });
  });

  it.each([
    ['events', { events: [] }],
    ['events.0', { events: ['Question Asked'] }],
    ['url', { url: 'http://hooks.example/in' }],
    ['url', { url: 'nowhere' }],
    ['secret', { secret: 'hunter2' }],
    ['secret', { secret: 'whsec_c2hvcnQ=' }],
    ['secret', { secret: `whsec_${Buffer.alloc(65).toString('base64')}` }],
  ])('is refused by the field at fault: %s', async (field, changes) => {
    const { status, body } = await createFakeHttpApi().call('POST', '/v1/subscriptions', wish(changes));

    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field }]);
  });

  it.each([
    ['leads to a private address', async () => ['10.0.0.1']],
    ['leads to a public and a private one', async () => ['93.184.216.34', '169.254.169.254']],
    ['leads nowhere', async () => Promise.reject(new Error('ENOTFOUND'))],
  ])('to a name that %s is refused', async (_case, resolveName) => {
    const { status, body } = await createFakeHttpApi({ resolveName }).call(
      'POST',
      '/v1/subscriptions',
      wish(),
    );

    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: 'url' }]);
  });

  it('to everybody’s events is for admins, who all see it', async () => {
    const api = createFakeHttpApi();

    const refused = await api.call('POST', '/v1/subscriptions', wish({ scope: 'all' }));
    const { body } = await api.call('POST', '/v1/subscriptions', { ...wish({ scope: 'all' }), ...asAdmin });
    const seen = await api.call('GET', '/v1/subscriptions', {
      principal: { ...ADMIN, id: 'another' },
    });

    expect(refused.status).toBe(403);
    expect(seen.body.subscriptions).toMatchObject([{ id: body.id, scope: 'all' }]);
  });

  it('is one of twenty at most', async () => {
    const api = createFakeHttpApi();
    for (let count = 0; count < 20; count += 1) await api.call('POST', '/v1/subscriptions', wish());

    const refused = await api.call('POST', '/v1/subscriptions', wish());
    const others = await api.call('POST', '/v1/subscriptions', { ...wish(), ...asAdmin });

    expect([refused.status, refused.body.title]).toEqual([409, 'TooManySubscriptions']);
    expect(others.status).toBe(201);
  });

  it('is ended by whom it belongs to or an admin, and not there for anybody else', async () => {
    const api = createFakeHttpApi();
    const { body } = await api.call('POST', '/v1/subscriptions', { ...wish(), ...asAdmin });
    const path = body.links.self;

    const byAnother = await api.call('DELETE', path);
    const byOwner = await api.call('DELETE', path, asAdmin);
    const again = await api.call('GET', path, asAdmin);

    expect([byAnother.status, byOwner.status, again.status]).toEqual([404, 204, 404]);
  });
});
