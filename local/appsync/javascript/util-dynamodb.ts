import { toTyped, toTypedMap } from './attribute-values.ts';

/** `util.dynamodb`: https://docs.aws.amazon.com/appsync/latest/devguide/dynamodb-helpers-in-util-dynamodb-js.html */
export const dynamodbUtil = {
  toDynamoDB: toTyped,
  toString: (value: string | null) => ({ S: value }),
  toStringSet: (values: string[]) => ({ SS: values }),
  toNumber: (value: number) => ({ N: value }),
  toNumberSet: (values: number[]) => ({ NS: values }),
  toBinary: (value: string) => ({ B: value }),
  toBinarySet: (values: string[]) => ({ BS: values }),
  toBoolean: (value: boolean) => ({ BOOL: value }),
  toNull: () => ({ NULL: null }),
  toList: (values: unknown[]) => ({ L: values.map(toTyped) }),
  toMap: (value: object) => ({ M: toTypedMap(value) }),
  toMapValues: toTypedMap,
};
