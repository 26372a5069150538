import { readFileSync } from 'node:fs';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CONTROL_HEADER } from '../control/control.ts';
import type { StackFile } from '../stack-file.ts';

/** Where acts go, and who makes them. */
export interface Place {
  /** `butai-<environment>` */
  stack: string;
  account: string;
  /** Undefined on AWS, where the region says it. */
  endpoint?: string;
  /** Left to the chain of AWS's SDK on AWS. */
  credentials?: DynamoDBClientConfig['credentials'];
  /** The session's name, as whoever took the role on gave it. */
  session: string;
}

const ROLE = 'break-glass';
const SESSION = /^arn:aws[\w-]*:sts::(?<account>\d{12}):assumed-role\/(?<role>[^/]+)\/(?<session>[^/]+)$/;

/**
 * Reads from the ARN of a caller who it is.
 * @throws Error unless the caller took on the break-glass role of this very stack: anybody else's name could not be trusted
 */
export function sessionOf(arn: string, stack: string): { account: string; session: string } {
  const { account = '', role, session = '' } = SESSION.exec(arn)?.groups ?? {};
  if (role === `${stack}-${ROLE}`) return { account, session };
  throw new Error(`these are the credentials of ${arn}. Take on the role ${stack}-${ROLE} first (docs/break-glass.md)`);
}

/**
 * An environment on AWS, with the credentials that the SDK finds.
 * @throws Error unless they are the break-glass role's
 */
export async function onAws(environment: string): Promise<Place> {
  const stack = `butai-${environment}`;
  const { Arn = 'nobody' } = await new STSClient().send(new GetCallerIdentityCommand());
  return { stack, ...sessionOf(Arn, stack) };
}

/** The running local stack, as its break-glass role. */
export async function onThisMachine(stateFile: string): Promise<Place> {
  const { stack, control, aws } = readState(stateFile);
  const response = await fetch(`${control}/credentials?role=${ROLE}`, { headers: { [CONTROL_HEADER]: '1' } });
  const answer = (await response.json()) as { roleArn: string; accessKeyId: string; secretAccessKey: string };
  if (!response.ok) throw new Error(`the local stack has no role ${ROLE}: ${JSON.stringify(answer)}`);
  const { accessKeyId, secretAccessKey } = answer;
  const account = answer.roleArn.split(':')[4] ?? '';
  return { stack, account, endpoint: aws, credentials: { accessKeyId, secretAccessKey }, session: 'local' };
}

function readState(path: string): StackFile {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StackFile;
  } catch (cause) {
    throw new Error(`no local stack is running (${path}): start script/server`, { cause });
  }
}
