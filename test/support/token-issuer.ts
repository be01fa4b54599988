import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { TokenIssuer as IssuerConfiguration } from '../../shared/contracts/access.ts';

export const ISSUER = 'https://issuer.example/';
export const AUDIENCE = 'inquery';

interface Signing {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

export interface TokenIssuer {
  readonly jwksUrl: string;
  /** Its configuration as Inquery has it. */
  configuration(changes?: object): IssuerConfiguration;
  /** A token that is good for a quarter of an hour, with changes; a claim that is undefined is left out. */
  sign(claims?: JWTPayload, by?: Signing): Promise<string>;
  /** Publishes this key too, or instead of the others. */
  publish(keys: readonly Signing[]): Promise<void>;
  /** How often the keys were fetched. */
  fetches(): number;
  /** Its keys are answered for with this status from now on. */
  answer(status: number): void;
  readonly key: Signing;
  close(): Promise<void>;
}

export async function newSigningKey(kid: string, alg = 'RS256'): Promise<Signing> {
  return { alg, kid, ...(await generateKeyPair(alg, { extractable: true })) };
}

/** The public key as text, as anybody can have it. */
export const publicPem = ({ publicKey }: Signing) => exportSPKI(publicKey);

/** An issuer of tokens with a key server of its own on this machine. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const key = await newSigningKey('first');
  let published: JWK[] = [];
  let fetches = 0;
  let status = 200;
  const publish = async (keys: readonly Signing[]) => {
    published = await Promise.all(keys.map(jwkOf));
  };
  await publish([key]);
  const server = createServer((_request, response) => {
    fetches += 1;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const { port } = server.address() as AddressInfo;
  const jwksUrl = `http://127.0.0.1:${port}/jwks.json`;
  return {
    jwksUrl,
    key,
    configuration: (changes = {}) =>
      IssuerConfiguration.parse({ issuer: ISSUER, audience: AUDIENCE, jwksUrl, ...changes }),
    sign: (claims = {}, by = key) => sign(claims, by),
    publish,
    fetches: () => fetches,
    answer: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function jwkOf({ kid, alg, publicKey }: Signing): Promise<JWK> {
  return { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
}

function sign(claims: JWTPayload, { alg, kid, privateKey }: Signing): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { iss: ISSUER, aud: AUDIENCE, sub: 'ann', iat: now, exp: now + 900 };
  return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(privateKey);
}
