import type { World } from './world.ts';

/**
 * The last step: every string of the world with the origins of AWS replaced by local ones, the longest first, so that
 * `https://a.example/x` wins over `https://a.example`.
 * @param hosts by what is replaced, e.g. `{ 'https://abc.appsync-api.eu-west-1.amazonaws.com': 'http://127.0.0.1:4000' }`
 */
export function mapHosts(world: World, hosts: Record<string, string>): World {
  const origins = Object.keys(hosts).sort((a, b) => b.length - a.length);
  if (origins.length === 0) return world;
  const pattern = new RegExp(origins.map((origin) => origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const mapped = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(pattern, (origin) => hosts[origin]!);
    if (Array.isArray(value)) return value.map(mapped);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner)]));
  };
  return mapped(world) as World;
}
