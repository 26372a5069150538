import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { TimedAct } from './timed-act.ts';

/** Executions of the state machine that waits for an act's time. */
export const makeTimer = (sfn: SFNClient, machine: string) => ({
  /**
   * Starts one for an act. Its name is the survey's version, so that a message that comes again starts none.
   * @returns false where there is or was one by that name
   */
  async start(act: TimedAct): Promise<boolean> {
    const execution = new StartExecutionCommand({
      stateMachineArn: machine,
      name: `${act.survey}-${act.version}`,
      input: JSON.stringify(act),
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
