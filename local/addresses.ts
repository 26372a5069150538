import { choosePorts } from './ports.ts';
import { type Resource, resourcesOf, UnsupportedResource, type World } from './terraform/world.ts';

const NAMES = ['site', 'graphql', 'realtime', 'httpApi', 'operators', 'gateway', 'control', 'video'] as const;

/** Ports of everything that somebody outside the process may call. */
export type LocalPorts = Record<(typeof NAMES)[number], number>;

/** @param first the site's port, the others following it; 0 for free ones */
export const chooseLocalPorts = (first: number): Promise<LocalPorts> => choosePorts(NAMES, first);

export const local = (port: number): string => `http://127.0.0.1:${port}`;

const hostOf = (url: unknown): string => new URL(String(url)).host;

/** The one resource of a type, of which the local stack takes one. */
export function theOnly(world: World, type: string): Resource {
  const [first, second] = resourcesOf(world, type);
  if (!first) throw new Error(`the stack has no ${type}`);
  if (second) throw new UnsupportedResource(second.address, `the local stack takes one ${type}`);
  return first;
}

/** Where each address that AWS would have given is found on this machine, for `mapHosts`. */
export function localHosts(world: World, ports: LocalPorts): Record<string, string> {
  const hosts: Record<string, string> = {};
  const map = (host: string, port: number, scheme = 'https') => {
    hosts[`${scheme}://${host}`] = scheme === 'wss' ? `ws://127.0.0.1:${port}` : local(port);
    hosts[host] = `127.0.0.1:${port}`;
  };
  const uris = theOnly(world, 'aws_appsync_graphql_api').values.uris as Record<string, string>;
  map(hostOf(uris.GRAPHQL), ports.graphql);
  map(hostOf(uris.REALTIME), ports.realtime, 'wss');
  map(hostOf(theOnly(world, 'aws_apigatewayv2_api').values.api_endpoint), ports.httpApi);
  map(String(theOnly(world, 'aws_cloudfront_distribution').values.domain_name), ports.site);
  for (const { values } of resourcesOf(world, 'aws_ivs_channel')) map(hostOf(values.playback_url), ports.video);
  // what a Content-Security-Policy lets players reach
  map('*.live-video.net', ports.video);
  hosts[issuerOf(world, String(theOnly(world, 'aws_cognito_user_pool').values.id))] = local(ports.operators);
  return hosts;
}

/** The issuer that Amazon Cognito names in a pool's tokens. */
const issuerOf = (world: World, userPoolId: string): string =>
  `https://cognito-idp.${world.region}.amazonaws.com/${userPoolId}`;
