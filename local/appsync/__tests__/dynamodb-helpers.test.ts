import { evaluateCode } from '../evaluate.ts';

function request(expression: string) {
  const code = `import * as ddb from '@aws-appsync/utils/dynamodb'; export const request = () => (${expression});`;
  const { result, error } = evaluateCode({ code, context: {}, handler: 'request' });
  return error ? error.message : result;
}

describe('requests made by the helpers', () => {
  // The names and the number 1, not '1', are those of AppSync's own EvaluateCode.
  it('update as AppSync does', () => {
    expect(
      request(`ddb.update({ key: { id: 'x' }, update: { view: ddb.operations.decrement(1), name: 'n', gone: null } })`),
    ).toEqual({
      operation: 'UpdateItem',
      key: { id: { S: 'x' } },
      update: {
        expression: 'SET #expName_1 = #expName_1 - :expValue_1, #expName_2 = :expValue_2, #expName_3 = :expValue_3',
        expressionNames: { '#expName_1': 'view', '#expName_2': 'name', '#expName_3': 'gone' },
        expressionValues: { ':expValue_1': { N: 1 }, ':expValue_2': { S: 'n' }, ':expValue_3': { NULL: null } },
      },
    });
  });

  it.each([
    ['ddb.operations.increment()', 'SET #expName_1 = #expName_1 + :expValue_1'],
    ['ddb.operations.add(1)', 'SET #expName_1 = :expValue_1'],
    ['ddb.operations.replace({ a: 1 })', 'SET #expName_1 = :expValue_1'],
    ['ddb.operations.append([1])', 'SET #expName_1 = list_append(#expName_1, :expValue_1)'],
    ['ddb.operations.prepend([1])', 'SET #expName_1 = list_append(:expValue_1, #expName_1)'],
    [
      '[ddb.operations.updateListItem(7, 2), ddb.operations.updateListItem(8, 3)]',
      'SET #expName_1[2] = :expValue_1, #expName_1[3] = :expValue_2',
    ],
    ['ddb.operations.remove()', 'REMOVE #expName_1'],
    [
      '{ b: { c: ddb.operations.remove() }, d: 1 }',
      'SET #expName_1.#expName_4 = :expValue_1 REMOVE #expName_1.#expName_2.#expName_3',
    ],
    ['{ b: 1 }', 'SET #expName_1 = :expValue_1'],
  ])('update an attribute to %s', (operation, expression) => {
    expect(request(`ddb.update({ key: { id: 1 }, update: { a: ${operation} } }).update.expression`)).toBe(expression);
  });

  it('refuse an empty update', () => {
    expect(request('ddb.update({ key: { id: 1 }, update: {} })')).toContain('empty');
  });

  it.each([
    ['{ a: { eq: 1 } }', '(#a = :a_eq)'],
    ['{ a: { ne: 1, lt: 2 } }', '((#a <> :a_ne) AND (#a < :a_lt))'],
    [
      '{ a: { attributeExists: true }, b: { attributeExists: false } }',
      '((attribute_exists(#a)) AND (attribute_not_exists(#b)))',
    ],
    ['{ a: { beginsWith: "x" } }', '(begins_with(#a,:a_beginsWith))'],
    ['{ a: { notContains: "x" } }', '(NOT contains(#a,:a_notContains))'],
    ['{ a: { between: [1, 2] } }', '(#a BETWEEN :a_between_0 AND :a_between_1)'],
    ['{ a: { in: [1, 2] } }', '(#a IN (:a_in_0, :a_in_1))'],
    ['{ a: { attributeType: "string" } }', '(attribute_type(#a,:a_attributeType))'],
    [
      '{ or: [{ a: { eq: 1 } }, { and: [{ a: { eq: 2 } }, { b: { eq: 3 } }] }] }',
      '((#a = :or_0_a_eq) OR ((#a = :or_1_and_0_a_eq) AND (#b = :or_1_and_1_b_eq)))',
    ],
    ['{ not: { a: { eq: 1 } } }', '(NOT (#a = :not_a_eq))'],
    ['{ a: { like: 1 } }', undefined],
  ])('hold a condition %s', (condition, expression) => {
    const made = request(`ddb.remove({ key: { id: 1 }, condition: ${condition} })`);
    if (expression === undefined) expect(made).toContain('Unsupported operator like on a');
    else expect(made).toMatchObject({ condition: { expression } });
  });

  it('get, put, query, scan, batch and transact', () => {
    expect(
      request(`[
      ddb.get({ key: { pk: 'a' }, consistentRead: true, projection: ['x', 'y.z'] }),
      ddb.put({ key: { pk: 'a' }, item: { n: 1 } }),
      ddb.query({ query: { pk: { eq: 'a' } }, index: 'i', limit: 2, select: 'ALL_ATTRIBUTES' }),
      ddb.scan({ limit: 1, segment: 0, totalSegments: 2 }),
      ddb.batchGet({ tables: { t: { keys: [{ pk: 'a' }] } } }),
      ddb.transactGet({ items: [{ table: 't', key: { pk: 'a' } }] }),
      ddb.transactWrite({ items: [{ conditionCheck: { table: 't', key: { pk: 'a' }, condition: { pk: { attributeExists: true } } } }] }),
    ]`),
    ).toEqual([
      {
        operation: 'GetItem',
        key: { pk: { S: 'a' } },
        consistentRead: true,
        projection: { expression: '#x,#y.#z', expressionNames: { '#x': 'x', '#y': 'y', '#z': 'z' } },
      },
      { operation: 'PutItem', key: { pk: { S: 'a' } }, attributeValues: { n: { N: 1 } } },
      {
        operation: 'Query',
        query: {
          expression: '(#pk = :pk_eq)',
          expressionNames: { '#pk': 'pk' },
          expressionValues: { ':pk_eq': { S: 'a' } },
        },
        index: 'i',
        limit: 2,
        select: 'ALL_ATTRIBUTES',
      },
      { operation: 'Scan', limit: 1, segment: 0, totalSegments: 2 },
      { operation: 'BatchGetItem', tables: { t: { keys: [{ pk: { S: 'a' } }] } } },
      { operation: 'TransactGetItems', transactItems: [{ table: 't', key: { pk: { S: 'a' } } }] },
      {
        operation: 'TransactWriteItems',
        transactItems: [
          {
            table: 't',
            operation: 'ConditionCheck',
            key: { pk: { S: 'a' } },
            condition: {
              expression: '(attribute_exists(#pk))',
              expressionNames: { '#pk': 'pk' },
              expressionValues: {},
              returnValuesOnConditionCheckFailure: true,
            },
          },
        ],
      },
    ]);
  });
});
