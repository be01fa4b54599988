import ipaddr from 'ipaddr.js';

/**
 * Whether events may be posted to an address: `public` ones by https; `private` are those that the configuration
 * lets in, by http too; anything else is refused.
 */
type AddressVerdict = 'public' | 'private' | 'refused';

/** What a configured range may let in. Never link-local: the credentials of machines are served there. */
const CAN_BE_ALLOWED = ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'];
/** The metadata service of AWS, in a range that looks like anybody's. */
const NEVER = ipaddr.parseCIDR('fd00:ec2::/32');

export function judgeAddress(address: string, privateRanges: readonly string[]): AddressVerdict {
  if (!ipaddr.isValid(address)) return 'refused';
  // An IPv4 address written as an IPv6 one is judged as what it is.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'unicast') return isRouted(parsed) ? 'public' : 'refused';
  if (!CAN_BE_ALLOWED.includes(range) || isIn(parsed, NEVER)) return 'refused';
  return privateRanges.some((each) => isIn(parsed, ipaddr.parseCIDR(each))) ? 'private' : 'refused';
}

/** Of IPv6, only 2000::/3 is given out to the public. */
const isRouted = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
  !(address instanceof ipaddr.IPv6) || ((address.parts[0] ?? 0) & 0xe000) === 0x2000;

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]) {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** Whether an address may be posted to by this protocol (`https:` or `http:`). */
export function isAllowed(protocol: string, address: string, privateRanges: readonly string[]): boolean {
  const verdict = judgeAddress(address, privateRanges);
  return verdict === 'private' || (verdict === 'public' && protocol === 'https:');
}

/** A URL's host as an address, or undefined when it is a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : undefined;
}

/** All addresses of a name; rejects when there are none. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/**
 * What is wrong with an address to be subscribed; undefined when nothing is. Names are looked up here to tell the
 * caller early: what counts is the address that a delivery connects to.
 */
export async function faultOfEndpoint(
  text: string,
  privateRanges: readonly string[],
  resolve: ResolveName,
): Promise<string | undefined> {
  const url = URL.parse(text);
  if (!url) return 'Give a whole URL.';
  if (url.protocol !== 'https:' && (url.protocol !== 'http:' || privateRanges.length === 0)) {
    return 'Events are posted by https only.';
  }
  if (url.username || url.password) return 'Leave out user and password: the signature tells who posts.';
  const literal = literalAddress(url);
  const addresses = literal ? [literal] : await resolve(url.hostname).catch(() => []);
  if (addresses.length === 0) return 'This name has no address.';
  return addresses.every((address) => isAllowed(url.protocol, address, privateRanges))
    ? undefined
    : 'This leads to an address that events may not be posted to.';
}
