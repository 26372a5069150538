/** Stands in resolver code for the hosts, besides Amazon IVS, that pages may play from, with commas between; synthesis puts them in (modules/api). */
export const PICTURE_HOSTS = '__PICTURE_HOSTS__';

/** Where Amazon IVS gives out pictures. */
export const IVS_HOSTS = '*.live-video.net';

/** Whether pages may play from an address by https: the security policy that they were delivered with names these hosts and no other. */
export function isPictureHost(url: string, hosts: string): boolean {
  const [authority = ''] = url.slice('https://'.length).split('/');
  const [host = ''] = authority.split('?');
  return [IVS_HOSTS, ...hosts.split(',')].some((allowed) =>
    allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed,
  );
}
