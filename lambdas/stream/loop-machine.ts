import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionName, type Lease } from './lease.ts';
import type { Channel } from './stream-store.ts';

/** The input of an execution: who it watches, by which lease. */
export interface Loop extends Channel {
  readonly generation: number;
}

export type LoopMachine = ReturnType<typeof makeLoopMachine>;

/** Executions of the state machine that watches a channel round by round. */
export const makeLoopMachine = (sfn: SFNClient, machine: string) => ({
  /**
   * Starts the execution that holds a lease, unless it is there. Whoever finds a lease may ask for it, in case that who took it died before this.
   * @returns false where there was one by its name
   */
  async start({ name, arn }: Channel, lease: Lease): Promise<boolean> {
    const loop: Loop = { name, arn, generation: lease.generation };
    const execution = new StartExecutionCommand({
      stateMachineArn: machine,
      name: executionName(lease),
      input: JSON.stringify(loop),
    });
    try {
      await sfn.send(execution);
      return true;
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return false;
      throw error;
    }
  },
});
