import { choosePorts } from './ports.ts';
import { resourcesOf, type World } from './terraform/world.ts';

const NAMES = ['site', 'graphql', 'realtime', 'httpApi', 'operators', 'gateway', 'control'] as const;

/** Ports of everything that somebody outside the process may call. */
export type LocalPorts = Record<(typeof NAMES)[number], number>;

/** @param first the site's port, the others following it; 0 for free ones */
export const chooseLocalPorts = (first: number): Promise<LocalPorts> => choosePorts(NAMES, first);

export const local = (port: number): string => `http://127.0.0.1:${port}`;

const hostOf = (url: unknown): string => new URL(String(url)).host;

/** Where each address that AWS would have given is found on this machine, for `mapHosts`. */
export function localHosts(world: World, ports: LocalPorts): Record<string, string> {
  const hosts: Record<string, string> = {};
  const map = (host: string, port: number, scheme = 'https') => {
    hosts[`${scheme}://${host}`] = scheme === 'wss' ? `ws://127.0.0.1:${port}` : local(port);
    hosts[host] = `127.0.0.1:${port}`;
  };
  for (const { values } of resourcesOf(world, 'aws_appsync_graphql_api')) {
    const uris = values.uris as Record<string, string>;
    map(hostOf(uris.GRAPHQL), ports.graphql);
    map(hostOf(uris.REALTIME), ports.realtime, 'wss');
  }
  for (const { values } of resourcesOf(world, 'aws_apigatewayv2_api')) map(hostOf(values.api_endpoint), ports.httpApi);
  for (const { values } of resourcesOf(world, 'aws_cloudfront_distribution')) map(String(values.domain_name), ports.site);
  for (const { values } of resourcesOf(world, 'aws_cognito_user_pool')) {
    hosts[issuerOf(world, String(values.id))] = local(ports.operators);
  }
  return hosts;
}

/** The issuer that Amazon Cognito names in a pool's tokens. */
export const issuerOf = (world: World, userPoolId: string): string =>
  `https://cognito-idp.${world.region}.amazonaws.com/${userPoolId}`;
