import * as z from 'zod';

/** Signatures an issuer makes with a private key: nothing we know can forge one, and `none` is not among them. */
export const TokenAlgorithm = z.enum([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** Keys fetched over plain HTTP could be anybody's. */
function isProtected(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || LOOPBACK.includes(hostname);
}

/** Whose JSON Web Tokens are accepted, and which of their claims say who calls. */
export const TokenIssuer = z.strictObject({
  issuer: z.string().min(1).describe('Exactly as in `iss`.'),
  audience: z.string().min(1).describe('One of `aud`: tokens for another service are not for this one.'),
  jwksUrl: z
    .url({ protocol: /^https?$/, abort: true })
    .refine(isProtected, 'Fetch the keys over https.')
    .describe('Where its public keys are.'),
  algorithms: z.array(TokenAlgorithm).min(1).default(['RS256', 'ES256']),
  clockToleranceSeconds: z.int().min(0).max(300).default(30),
  principalClaim: z.string().min(1).default('sub'),
  rolesClaim: z.string().min(1).default('roles').describe('A list, or words; `a.b` is b inside a.'),
  attributesClaims: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe('Attribute of the principal → claim, such as {"tenant": "tenant_id"}.'),
});
export type TokenIssuer = z.infer<typeof TokenIssuer>;

/** Of one principal, in one minute. By default enough for anybody at work; they end a loop that has run away. */
export const RateLimits = z.strictObject({
  requestsPerMinute: z.int().positive().default(6_000),
  questionsPerMinute: z.int().positive().default(600),
});
export type RateLimits = z.infer<typeof RateLimits>;

export const AccessConfiguration = z.strictObject({
  jwt: TokenIssuer.optional().describe('Without it only API keys open the API.'),
  rateLimits: RateLimits.prefault({}),
});
