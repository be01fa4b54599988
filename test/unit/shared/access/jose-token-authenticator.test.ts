import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { tokenAuthenticator } from '../../../../shared/access/jose-token-authenticator.ts';
import type { TokenIssuer as IssuerConfiguration } from '../../../../shared/contracts/access.ts';
import {
  newSigningKey,
  publicPem,
  startTokenIssuer,
  type TokenIssuer,
} from '../../../support/token-issuer.ts';

const CREDENTIAL = 'token:https://issuer.example/';
const NOW = Math.floor(Date.now() / 1_000);

let issuer: TokenIssuer;

beforeAll(async () => {
  issuer = await startTokenIssuer();
});

afterAll(() => issuer.close());

const judge = (token: string, changes: object = {}) =>
  judgeWith(issuer.configuration(changes), `Bearer ${token}`);
const judgeWith = (configuration: IssuerConfiguration | undefined, authorization: string) =>
  tokenAuthenticator(async () => configuration)({ authorization });

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIMS = { iss: 'https://issuer.example/', aud: 'inquery', sub: 'ann', exp: NOW + 900 };

describe('a token of the configured issuer', () => {
  it('tells who calls, with roles and attributes from the claims of the configuration', async () => {
    const token = await issuer.sign({ groups: ['analyst', 'admin'], org: { tenant: 'a' }, region: 7 });

    const found = await judge(token, {
      rolesClaim: 'groups',
      attributesClaims: { tenant: 'org.tenant', region: 'region', team: 'team' },
    });

    expect(found).toEqual({
      known: true,
      principal: { id: 'jwt:ann', roles: ['analyst', 'admin'], attributes: { tenant: 'a', region: '7' } },
      credential: CREDENTIAL,
    });
  });

  it('is good for one of several audiences, and within the tolerance of the clock', async () => {
    const token = await issuer.sign({ aud: ['other', 'inquery'], exp: NOW - 10 });

    expect(await judge(token)).toMatchObject({ known: true });
  });

  it('is not judged where the header has no bearer token', async () => {
    expect(await judgeWith(issuer.configuration(), '')).toBeUndefined();
    expect(await judgeWith(issuer.configuration(), 'Basic YTpi')).toBeUndefined();
  });

  it('is refused where no issuer is configured', async () => {
    const found = await judgeWith(undefined, `Bearer ${await issuer.sign()}`);

    expect(found).toEqual({ known: false, code: 'TokensNotAccepted' });
  });
});

describe('a token is refused', () => {
  it.each<[string, () => Promise<string> | string, string]>([
    [
      'without signature (alg none)',
      () => `${part({ alg: 'none' })}.${part(CLAIMS)}.`,
      'TokenAlgorithmNotAllowed',
    ],
    ['signed by the public key as a shared secret (HS256)', hs256WithPublicKey, 'TokenAlgorithmNotAllowed'],
    ['signed by an algorithm that is not allowed', withAlgorithm('PS256'), 'TokenAlgorithmNotAllowed'],
    [
      'signed by another key under the same id',
      async () => issuer.sign({}, await newSigningKey('first')),
      'TokenSignatureInvalid',
    ],
    [
      'signed by a key nobody published',
      async () => issuer.sign({}, await newSigningKey('unknown')),
      'TokenKeyUnknown',
    ],
    ['changed after it was signed', changed, 'TokenSignatureInvalid'],
    ['expired', () => issuer.sign({ exp: NOW - 31 }), 'TokenExpired'],
    ['that is no token', () => 'inq_secret', 'TokenMalformed'],
    ['that is empty', () => '', 'TokenMalformed'],
    ['encrypted instead of signed', () => 'a.b.c.d.e', 'TokenMalformed'],
  ])('%s', async (_case, token, code) => {
    expect(await judge(await token())).toEqual({ known: false, code, credential: CREDENTIAL });
  });

  it.each<[string, JWTPayload, string]>([
    ['of another issuer', { iss: 'https://evil.example/' }, 'iss'],
    ['of an issuer without its last slash', { iss: 'https://issuer.example' }, 'iss'],
    ['for another audience', { aud: 'payroll' }, 'aud'],
    ['for no audience', { aud: undefined }, 'aud'],
    ['that never expires', { exp: undefined }, 'exp'],
    ['not good yet', { nbf: NOW + 60 }, 'nbf'],
    ['without a subject', { sub: undefined }, 'sub'],
    ['with an empty subject', { sub: '' }, 'sub'],
    ['with an endless subject', { sub: 'x'.repeat(256) }, 'sub'],
    ['whose roles are no names', { roles: [{ name: 'admin' }] }, 'roles'],
    ['whose attribute is a list', { tenant: ['a', 'b'] }, 'tenant'],
  ])('%s', async (_case, claims, claim) => {
    const token = await issuer.sign(claims);

    const found = await judge(token, { attributesClaims: { tenant: 'tenant' } });

    expect(found).toEqual({ known: false, code: 'TokenClaimInvalid', credential: CREDENTIAL, claim });
  });

  async function hs256WithPublicKey(): Promise<string> {
    const signed = `${part({ alg: 'HS256', kid: 'first', typ: 'JWT' })}.${part(CLAIMS)}`;
    const signature = createHmac('sha256', await publicPem(issuer.key))
      .update(signed)
      .digest('base64url');
    return `${signed}.${signature}`;
  }

  function withAlgorithm(alg: string) {
    return async () => issuer.sign({}, { ...(await newSigningKey('first', alg)) });
  }

  async function changed(): Promise<string> {
    const [header, , signature] = (await issuer.sign()).split('.');
    return `${header}.${part({ ...CLAIMS, roles: ['admin'] })}.${signature}`;
  }
});

describe('the keys of the issuer', () => {
  it('are fetched once for many tokens', async () => {
    const own = await startTokenIssuer();
    const authenticator = tokenAuthenticator(async () => own.configuration());

    for (const sub of ['ann', 'bob', 'cleo']) {
      await authenticator({ authorization: `Bearer ${await own.sign({ sub })}` });
    }

    expect(own.fetches()).toBe(1);
    await own.close();
  });

  it('are fetched anew when the configuration names another issuer', async () => {
    const [one, other] = [await startTokenIssuer(), await startTokenIssuer()];
    let current = one;
    const authenticator = tokenAuthenticator(async () => current.configuration());
    await authenticator({ authorization: `Bearer ${await one.sign()}` });

    current = other;
    const found = await authenticator({ authorization: `Bearer ${await other.sign()}` });

    expect(found).toMatchObject({ known: true });
    await Promise.all([one.close(), other.close()]);
  });

  it('that can’t be had are no fault of the caller: the error goes on', async () => {
    const own = await startTokenIssuer();
    own.answer(503);
    const token = await own.sign();
    const authenticator = tokenAuthenticator(async () => own.configuration());

    await expect(authenticator({ authorization: `Bearer ${token}` })).rejects.toThrow();
    own.answer(200);
    await expect(authenticator({ authorization: `Bearer ${token}` })).resolves.toMatchObject({ known: true });
    await own.close();
  });
});
