import * as z from 'zod';
import { Principal } from '../principal.ts';
import { nextCursor, PageQuery } from './paging.ts';

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/, 'Use 1 to 64 letters, digits and _ . @ -');

const expiresAt = z.iso.datetime().optional();
const MAX_GRACE_SECONDS = 30 * 24 * 3_600;

export const CreateKey = z
  .strictObject({
    principalId: name.describe('Who calls with this key: history and conversations belong to it.'),
    roles: z.array(name).max(20).default([]),
    attributes: z.record(name, z.string().max(200)).default({}).describe('Such as {"tenant": "a"}.'),
    label: z.string().trim().max(200).default('').describe('What the key is for.'),
    expiresAt,
  })
  .meta({ examples: [{ principalId: 'reports', roles: ['analyst'], label: 'Nightly reports' }] });
export type CreateKey = z.infer<typeof CreateKey>;

export const RotateKey = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(0)
      .max(MAX_GRACE_SECONDS)
      .describe('How long the old secret still works; 0 ends it at once.'),
    expiresAt: expiresAt.describe('Of the new key; by default it lives as long as the old one was given.'),
  })
  .meta({ examples: [{ graceSeconds: 86_400 }] });
export type RotateKey = z.infer<typeof RotateKey>;

/** A key as it may be shown: never the secret or its hash. */
export const ApiKeyView = z.strictObject({
  keyId: z.ulid(),
  principalId: Principal.shape.id,
  roles: Principal.shape.roles,
  attributes: Principal.shape.attributes,
  label: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
  rotatedTo: z.ulid().optional().describe('The key that takes the place of this one.'),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const CreatedKey = z.strictObject({
  ...ApiKeyView.shape,
  key: z.string().describe('The secret, shown this once: send it as x-api-key.'),
});

export const KeysQuery = z.strictObject({ ...PageQuery.shape, cursor: z.ulid().optional() });

export const ApiKeyPage = z.strictObject({ keys: z.array(ApiKeyView), nextCursor });

export const KeyParams = z.strictObject({ keyId: z.ulid() });
