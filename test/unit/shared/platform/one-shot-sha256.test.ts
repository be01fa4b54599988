import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { OneShotSha256 } from '../../../../shared/platform/one-shot-sha256.ts';

const hex = (digest: Uint8Array) => Buffer.from(digest).toString('hex');
const text = 'Straße – 東京';

describe('OneShotSha256', () => {
  it.each([
    ['nothing', [], ''],
    ['text', [text], text],
    ['bytes', [new Uint8Array([97, 98, 99]).subarray(1)], 'bc'],
    ['a buffer', [new Uint8Array([97, 98, 99]).buffer], 'abc'],
    ['several parts', ['a', Buffer.from('b'), 'c'], 'abc'],
  ])('gives the SHA-256 of %s', async (_what, parts, whole) => {
    const sha256 = new OneShotSha256();
    for (const part of parts) sha256.update(part);

    const digest = await sha256.digest();

    expect(hex(digest)).toBe(createHash('sha256').update(whole).digest('hex'));
  });

  it.each([1, 63, 64, 65, 200])('gives the HMAC with a secret of %i characters', async (length) => {
    const secret = 'k'.repeat(length);
    const hmac = new OneShotSha256(secret);
    hmac.update(text);

    const digest = await hmac.digest();

    expect(hex(digest)).toBe(createHmac('sha256', secret).update(text).digest('hex'));
  });

  it('begins anew after a reset, with the same secret', async () => {
    const hmac = new OneShotSha256('key');
    hmac.update('first');
    hmac.reset();
    hmac.update(text);

    const digest = await hmac.digest();

    expect(hex(digest)).toBe(createHmac('sha256', 'key').update(text).digest('hex'));
  });
});
