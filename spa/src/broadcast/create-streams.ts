import type { Accessor } from 'solid-js';
import type { StageStream } from '#graphql/schema.generated';
import type { Api } from '../desk/api.ts';
import { createRows, type Rows } from '../desk/create-query.ts';
import { STREAMS } from './broadcast-documents.ts';

export type StreamSeen = StageStream & { readonly id: string };

/** What comes in on the channels of a stage. */
export const createStreams = (stage: Accessor<string | null>, api: Api): Rows<StreamSeen> =>
  createRows<StreamSeen>(
    stage,
    async (id) => (await api.ask(STREAMS, { stage: id })).streams.map((row) => ({ ...row, id: row.channel })),
    (streams) => streams,
  );
