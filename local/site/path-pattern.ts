/**
 * Whether a behaviour's path pattern takes a path. `*` is any number of characters, slashes included, `?` is one; case matters; the slash
 * at the start of a pattern may be left out.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function pathPattern(pattern: string): (path: string) => boolean {
  const literal = (text: string) => text.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  const source = literal(pattern.replace(/^\//, '')).replaceAll('*', '.*').replaceAll('?', '.');
  const expression = new RegExp(`^/${source}$`, 's');
  return (path) => expression.test(path);
}
