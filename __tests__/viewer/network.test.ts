import { addressOf, networkOf } from '../../lambdas/viewer/network.ts';

describe("the viewer's address", () => {
  it.each([
    ['what CloudFront wrote, before its own address', '203.0.113.7, 130.176.1.1', '130.176.1.1', '203.0.113.7'],
    ['what CloudFront wrote, where the API adds nothing', '203.0.113.7', '130.176.1.1', '203.0.113.7'],
    ['not what the viewer wrote before that', '1.1.1.1, 203.0.113.7, 130.176.1.1', '130.176.1.1', '203.0.113.7'],
    ["the caller's where nothing is written", undefined, '203.0.113.7', '203.0.113.7'],
    ["the caller's where only that is written", '203.0.113.7', '203.0.113.7', '203.0.113.7'],
  ])('is %s', (_, header, source, expected) => {
    expect(addressOf(header, source)).toBe(expected);
  });
});

describe('the network of an address', () => {
  const net = (address: string) => networkOf(address, 'key');

  it.each([
    ['a /24', '203.0.113.7', '203.0.113.250'],
    ['a /48', '2001:db8:1:2::3', '2001:db8:1:ffff::9'],
    ['another spelling', '2001:DB8::1', '2001:0db8:0:0:0:0:0:2'],
    ['IPv4 written as IPv6', '::ffff:203.0.113.7', '203.0.113.8'],
  ])('is the same within %s', (_, one, other) => {
    expect(net(one)).toBe(net(other));
  });

  it.each([
    ['203.0.113.7', '203.0.112.7'],
    ['2001:db8:1::', '2001:db8:2::'],
    ['::1', '2001:db8::1'],
  ])('is another for %s and %s', (one, other) => {
    expect(net(one)).not.toBe(net(other));
  });

  it('tells nothing without the key', () => {
    expect(net('203.0.113.7')).toMatch(/^[0-9a-f]{16}$/);
    expect(net('203.0.113.7')).not.toBe(networkOf('203.0.113.7', 'other'));
  });
});
