import { describe, expect, it } from '@jest/globals';
import { faultOfEndpoint, judgeAddress } from '../../../../shared/notifications/webhook-address.ts';

const NOTHING_PRIVATE: string[] = [];

describe('An address', () => {
  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34'])(
    'of the public internet may be posted to: %s',
    (address) => {
      expect(judgeAddress(address, NOTHING_PRIVATE)).toBe('public');
    },
  );

  it.each([
    ...['127.0.0.1', '127.8.8.8', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '0.0.0.0'],
    ...['169.254.169.254', '169.254.170.2', '224.0.0.1', '255.255.255.255', '240.0.0.1', '192.0.2.1'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', 'fec0::1'],
    // An IPv4 address inside an IPv6 one: mapped, translated, 6to4, Teredo, compatible.
    ...['::ffff:127.0.0.1', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2001::1'],
    ...['::7f00:1', 'not an address', ''],
  ])('that is not public is refused: %s', (address) => {
    expect(judgeAddress(address, NOTHING_PRIVATE)).toBe('refused');
  });

  it('that is private may be let in by its range', () => {
    const ranges = ['10.1.0.0/16', 'fc00:1::/32', '127.0.0.0/8'];
    const judged = ['10.1.2.3', 'fc00:1::5', '127.0.0.1', '10.2.0.1', '::1'].map((address) =>
      judgeAddress(address, ranges),
    );

    expect(judged).toEqual(['private', 'private', 'private', 'refused', 'refused']);
  });

  it.each(['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '0.0.0.0'])(
    'where machines find credentials is let in by no range: %s',
    (address) => {
      expect(judgeAddress(address, ['0.0.0.0/0', '::/0'])).toBe('refused');
    },
  );
});

describe('An endpoint', () => {
  const faultOf = (url: string, resolved: string[], ranges: string[] = []) =>
    faultOfEndpoint(url, ranges, async () => resolved);

  it('with a public address is fit to be subscribed', async () => {
    expect(await faultOf('https://hooks.example/in', ['93.184.216.34'])).toBeUndefined();
  });

  it.each([
    ['https://hooks.example/in', ['93.184.216.34', '10.0.0.1']],
    ['https://localhost/in', ['127.0.0.1']],
    ['https://169.254.169.254/latest', []],
    ['https://[::ffff:a9fe:a9fe]/latest', []],
    ['https://2130706433/', []],
    ['https://0x7f.1/', []],
    ['https://nowhere.example/', []],
    ['http://hooks.example/in', ['93.184.216.34']],
    ['ftp://hooks.example/in', ['93.184.216.34']],
    ['https://user:word@hooks.example/in', ['93.184.216.34']],
    ['hooks.example', ['93.184.216.34']],
  ])('is refused: %s', async (url, resolved) => {
    expect(await faultOf(url, resolved)).toEqual(expect.any(String));
  });

  it('may speak plain http where a range lets it in, and nowhere else', async () => {
    expect(await faultOf('http://127.0.0.1:4000/in', [], ['127.0.0.0/8'])).toBeUndefined();
    expect(await faultOf('http://hooks.example/', ['93.184.216.34'], ['127.0.0.0/8'])).toBeDefined();
  });
});
