/** What came of asking for a file: it is there, it is not there, or nobody could say. */
export type Answer = { readonly kind: 'found'; readonly body: unknown } | { readonly kind: 'missing' | 'failed' };

export type GetFile = (path: string) => Promise<Answer>;
