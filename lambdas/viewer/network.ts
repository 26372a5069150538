import { createHmac } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * The viewer's address: what CloudFront, the last hop before the API, wrote down. What stands further left in the header the viewer may have written.
 * @param forwardedFor `x-forwarded-for`, to which the API may have added CloudFront's own address
 * @param source the address that called the API, CloudFront's
 */
export const addressOf = (forwardedFor: string | undefined, source: string): string => {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  if (hops.at(-1) === source) hops.pop();
  return hops.at(-1) || source;
};

/** A keyed hash of the /24 (IPv4) or /48 (IPv6) that the address is in: neighbours have the same, and nobody can tell which. */
export const networkOf = (address: string, key: string): string =>
  createHmac('sha256', key)
    .update(`net ${prefixOf(address)}`)
    .digest('hex')
    .slice(0, 16);

const prefixOf = (address: string): string => {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(mapped)) return mapped.split('.').slice(0, 3).join('.');
  if (isIPv6(mapped)) return groupsOf(mapped).slice(0, 3).join(':');
  return 'unknown';
};

/** The first groups of an IPv6 address in one spelling: `2001:DB8::1` and `2001:db8:0:0::1` begin alike. */
const groupsOf = (address: string): string[] => {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16).toString(16));
};
