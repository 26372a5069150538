/**
 * Sorts by text keys, which must be distinct, and not by a comparator: AppSync refuses functions as arguments of `sort`
 * (https://github.com/aws/aws-appsync-community/issues/325), and keys sort alike everywhere. Legal in APPSYNC_JS.
 */
export function inOrder<T>(rows: T[], keys: string[]): T[] {
  const byKey: Record<string, T> = {};
  rows.forEach((row, i) => {
    byKey[keys[i] ?? ''] = row;
  });
  return Object.keys(byKey)
    .sort()
    .flatMap((key) => byKey[key] ?? []);
}
