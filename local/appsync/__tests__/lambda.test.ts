import type { Invoke } from '../api.ts';
import { lambdaSource } from '../sources/lambda.ts';

const answering =
  (payload: unknown, functionError?: string): Invoke =>
  async () => ({ payload, functionError });

describe('a Lambda data source', () => {
  it('hands the payload to the function, and its answer to the resolver', async () => {
    const asked: unknown[] = [];
    const source = lambdaSource(async (payload) => {
      asked.push(payload);
      return { payload: { pages: 2 } };
    });
    expect(await source({ operation: 'Invoke', payload: { survey: 'a' } })).toEqual({ result: { pages: 2 } });
    expect(asked).toEqual([{ survey: 'a' }]);
  });

  it('gives null where a function answers nothing', async () => {
    expect(await lambdaSource(answering(undefined))({ operation: 'Invoke', payload: null })).toEqual({ result: null });
  });

  it('tells of what a function throws by its message alone', async () => {
    const thrown = answering({ errorType: 'TypeError', errorMessage: 'no such key', trace: [] }, 'Unhandled');
    const { result, error } = await lambdaSource(thrown)({ operation: 'Invoke', payload: {} });
    expect(result).toBeNull();
    expect(error).toMatchObject({ errorType: 'Lambda:Unhandled', message: 'no such key' });
  });

  it('tells of a function that did not run by the name of Lambda’s error', async () => {
    const denied = Object.assign(new Error('role may not'), { name: 'AccessDeniedException' });
    const { result, error } = await lambdaSource(() => Promise.reject(denied))({ operation: 'Invoke', payload: {} });
    expect(result).toBeNull();
    expect(error).toMatchObject({ errorType: 'Lambda:AccessDeniedException', message: 'role may not' });
  });

  it.each([
    [{ operation: 'BatchInvoke', payload: {} }, 'BatchInvoke'],
    [{ operation: 'Invoke', payload: {}, invocationType: 'Event' }, "invocationType 'Event'"],
    [{ operation: 'Call', payload: {} }, "operation 'Call'"],
    [{ payload: {} }, "operation 'undefined'"],
    [{ operation: 'Invoke', payload: {}, arguments: {} }, '$[arguments]'],
    [null, 'operation'],
  ])('refuses %j by name, and runs nothing', async (request, named) => {
    let ran = 0;
    const source = lambdaSource(async () => {
      ran += 1;
      return { payload: null };
    });
    const { error } = await source(request);
    expect(error?.errorType).toBe('MappingTemplate');
    expect(error?.message).toContain(named);
    expect(ran).toBe(0);
  });
});
