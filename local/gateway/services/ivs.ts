import { restJsonError } from '../error-shapes.ts';
import { jsonOf, type Place, type Service, UnknownOperation } from '../service.ts';

type Input = Record<string, unknown>;

const channel = ({ channelArn }: Input): string => String(channelArn);
const itself = ({ arn }: Input): string => String(arn);
const any =
  (kind: string) =>
  (_input: Input, { account, region }: Place): string =>
    `arn:aws:ivs:${region}:${account}:${kind}/*`;

/**
 * Operations and the resource that each is authorised on:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoninteractivevideoservice.html
 */
const RESOURCES: Record<string, (input: Input, place: Place) => string> = {
  CreateStreamKey: any('stream-key'),
  DeleteStreamKey: itself,
  GetChannel: itself,
  GetStream: channel,
  GetStreamKey: itself,
  GetStreamSession: channel,
  ListStreamKeys: channel,
  ListStreams: any('channel'),
  PutMetadata: channel,
  StopStream: channel,
};

/** Amazon IVS: the operation is the path. */
export const ivs: Service = {
  name: 'ivs',
  callOf(request, place) {
    const operation = request.path.slice(1);
    const resourceOf = request.method === 'POST' ? RESOURCES[operation] : undefined;
    if (!resourceOf) throw new UnknownOperation('ivs', `${request.method} ${request.path}`);
    return { operation, permissions: [{ action: `ivs:${operation}`, resource: resourceOf(jsonOf(request), place) }] };
  },
  refuse: restJsonError,
};
