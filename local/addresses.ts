import { choosePorts } from './ports.ts';
import { blocks, type Resource, resourcesOf, UnsupportedResource, type World } from './terraform/world.ts';

const NAMES = ['site', 'graphql', 'realtime', 'httpApi', 'operators', 'gateway', 'control', 'video'] as const;

/** Ports of everything that somebody outside the process may call; `httpApi` is the viewers' issuer, the other HTTP APIs go by their addresses. */
export type LocalPorts = Record<(typeof NAMES)[number], number> & Readonly<Record<string, number>>;

/** @param first the site's port, the others following it; 0 for free ones */
export function chooseLocalPorts(world: World, first: number): Promise<LocalPorts> {
  const others = resourcesOf(world, 'aws_apigatewayv2_api').filter((api) => api !== issuerApi(world));
  const names: readonly string[] = [...NAMES, ...others.map(({ address }) => address)];
  return choosePorts(names, first) as Promise<LocalPorts>;
}

/** The HTTP API that AppSync trusts as the issuer of viewers' tokens. */
function issuerApi(world: World): Resource {
  const issuers = blocks(theOnly(world, 'aws_appsync_graphql_api').values, 'additional_authentication_provider')
    .flatMap((provider) => blocks(provider, 'openid_connect_config'))
    .map(({ issuer }) => issuer);
  const api = resourcesOf(world, 'aws_apigatewayv2_api').find(({ values }) => issuers.includes(values.api_endpoint));
  if (!api) throw new Error('AppSync trusts no HTTP API of the stack');
  return api;
}

/** Where an HTTP API listens. */
export const httpApiPort = (world: World, ports: LocalPorts, api: Resource): number =>
  api === issuerApi(world) ? ports.httpApi : (ports[api.address] as number);

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
  for (const api of resourcesOf(world, 'aws_apigatewayv2_api'))
    map(hostOf(api.values.api_endpoint), httpApiPort(world, ports, api));
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
