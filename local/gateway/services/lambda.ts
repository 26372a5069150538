import { restJsonError } from '../error-shapes.ts';
import { type Place, type Service, UnknownOperation } from '../service.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export const lambda: Service = {
  name: 'lambda',
  callOf({ method, path }, place) {
    const name = method === 'POST' && INVOCATIONS.exec(path)?.[1];
    if (!name) throw new UnknownOperation('lambda', `${method} ${path}`);
    return {
      operation: 'Invoke',
      permissions: [{ action: 'lambda:InvokeFunction', resource: functionArn(decodeURIComponent(name), place) }],
    };
  },
  refuse: restJsonError,
};

function functionArn(nameOrArn: string, { account, region }: Place): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:lambda:${region}:${account}:function:${nameOrArn}`;
}
