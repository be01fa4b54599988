import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../../../commands/keys/read-arguments.ts';

const read = (line: string) => readArguments(line === '' ? [] : line.split(' '));
const KEY_ID = '01JD0000000000000000000000';

describe('the keys command', () => {
  it('reads what a new key is to be', () => {
    const asked = read(
      'create reports --role analyst --role viewer --attribute tenant=a=b --expires 2030-01-01T00:00:00Z --json',
    );

    expect(asked).toEqual({
      action: {
        verb: 'create',
        key: {
          principalId: 'reports',
          roles: ['analyst', 'viewer'],
          attributes: { tenant: 'a=b' },
          label: '',
          expiresAt: '2030-01-01T00:00:00Z',
        },
        table: undefined,
      },
      url: undefined,
      json: true,
    });
  });

  it.each([
    ['list', { verb: 'list' }],
    [`revoke ${KEY_ID}`, { verb: 'revoke', keyId: KEY_ID }],
    [`rotate ${KEY_ID} --grace 60`, { verb: 'rotate', keyId: KEY_ID, rotation: { graceSeconds: 60 } }],
  ])('reads "%s"', (line, action) => {
    expect(read(line)?.action).toEqual(action);
  });

  it.each([
    ['', undefined],
    ['--help', undefined],
  ])('shows its usage for "%s"', (line, usage) => {
    expect(read(line)).toBe(usage);
  });

  it.each([
    ['delete x', /no "keys delete"/],
    ['list all', /"all" is too much/],
    ['revoke', /KEY_ID/],
    ['revoke a b', /"b" is too much/],
    ['list --role admin', /takes no --role/],
    ['create reports --grace 5', /takes no --grace/],
    ['create reports --attribute tenant', /NAME=VALUE/],
    ['create two/words', /PRINCIPAL: Use 1 to 64/],
    ['create reports --expires tomorrow', /--expires: Invalid/],
    [`rotate ${KEY_ID}`, /--grace: Invalid input/],
    [`rotate ${KEY_ID} --grace soon`, /--grace: Invalid input/],
    [`rotate ${KEY_ID} --grace 99999999`, /--grace: Too big/],
    ['create reports --colour red', /colour/],
  ])('refuses "%s" and says why', (line, why) => {
    expect(() => read(line)).toThrow(why);
  });
});
