import { createHash } from 'node:crypto';

/** Which resource it is and where: all that made-up values depend on, besides its configuration. */
export interface Place {
  address: string;
  account: string;
  region: string;
}

type Values = Record<string, unknown>;

/** From the configured values of a resource to the attributes that its provider would compute. */
export type Compute = (values: Values, place: Place) => Values;

const ALPHABETS = {
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  mixed: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
};

/** An id that looks random and is always the same for the same resource. `of` tells several ids of one resource apart. */
export function madeUp(place: Place, length: number, alphabet: keyof typeof ALPHABETS, of = ''): string {
  const signs = ALPHABETS[alphabet];
  const bytes = createHash('shake256', { outputLength: length }).update(`${place.address}#${of}`).digest();
  return [...bytes].map((byte) => signs[byte % signs.length]).join('');
}

export function madeUpUuid(place: Place): string {
  const hex = createHash('sha256').update(place.address).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export function arn(place: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.account}:${resource}`;
}

/** An arn of a service that has no regions. */
export function globalArn(place: Place, service: string, resource: string): string {
  return `arn:aws:${service}::${place.account}:${resource}`;
}

/** As configured, or made of `…_prefix`, or wholly by the provider. */
export function nameOf(values: Values, place: Place, attribute = 'name'): string {
  const digits = madeUp(place, 26, 'lower', 'name');
  const prefix = values[`${attribute}_prefix`];
  return String(values[attribute] ?? `${prefix ?? 'terraform-'}${digits}`);
}
