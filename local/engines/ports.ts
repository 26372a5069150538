/** Whether a role's policies allow an action on a resource: asked before an engine acts in a function's or a rule's name. */
export type May = (roleArn: string, action: string, resource: string) => boolean;

/** Whether a resource's own policy lets a service principal act on it for `sourceArn` (SNS on a queue, EventBridge on a function). */
export type Allowed = (principal: string, action: string, resource: string, sourceArn: string) => boolean;

/** Where an engine says what nobody else would hear of: `source` is a resource's address or a function's name. */
export type Report = (source: string, message: string) => void;

/** Puts a message on the queue with this ARN, as AWS's own services do for a failed batch or invocation. */
export type SendToQueue = (queueArn: string, body: string) => void;

/** The access keys of a role. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A role that lacks an action on a resource: AWS refuses to create a mapping or a target with such a role. */
export class PermissionMissing extends Error {
  override name = 'PermissionMissing';

  constructor(address: string, roleArn: string, action: string, resource: string) {
    super(`${address}: ${roleArn} may not ${action} on ${resource}`);
  }
}
