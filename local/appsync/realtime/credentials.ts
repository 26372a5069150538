import type { IncomingMessage } from 'node:http';

/** The JSON of authorization headers, in lower case, that came with a WebSocket handshake; undefined when it has none. */
export function handshakeHeaders(message: IncomingMessage, url: URL): Record<string, string> | undefined {
  const protocol = protocolsOf(message).find((name) => name.startsWith('header-'));
  const encoded = protocol?.slice('header-'.length) ?? url.searchParams.get('header');
  if (!encoded) return undefined;
  try {
    // Node's base64 decoder takes the URL-safe alphabet as well.
    return lowerCased(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as Record<string, string>);
  } catch {
    return undefined; // not base64 of JSON: as good as absent, the caller answers so
  }
}

export function protocolsOf(message: IncomingMessage): string[] {
  return (message.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}

export function lowerCased(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
