import type { Api, ResolverConfig } from '../api.ts';

/** Code of a resolver on a NONE data source whose result is the arguments. */
export const echo = `
export const request = (ctx) => ({ payload: ctx.args });
export const response = (ctx) => ctx.result;
`;

/** A resolver on the data source `none`. */
export function unit(field: string, code = echo): ResolverConfig {
  const [type = '', name = ''] = field.split('.');
  return { kind: 'UNIT', type, field: name, dataSource: 'none', code };
}

/** An API of one NONE data source, everything else as given. */
export function testApi(api: Partial<Api> & Pick<Api, 'schema' | 'authentication'>): Api {
  return {
    apiId: 'test',
    region: 'eu-west-1',
    dataSources: { none: { type: 'NONE' } },
    functions: {},
    resolvers: [],
    ...api,
  };
}
