import { createMemo, createSignal, Show } from 'solid-js';
import type { Channel, Stage } from '#graphql/schema.generated';
import { BroadcastDesk } from '../broadcast/broadcast-desk.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { createEdit } from '../desk/create-edit.ts';
import { createRows } from '../desk/create-query.ts';
import { CHANNELS } from '../desk/documents.ts';
import { EditFoot } from '../desk/edit-foot.tsx';
import { perform } from '../desk/perform.ts';
import type { Refusal } from '../desk/refusal.ts';
import { Unread } from '../desk/unread.tsx';
import { stageName } from '../stage/stage-acts.ts';
import { saveSources, sourcesSaved } from './source-acts.ts';
import { sourceDeskWords } from './source-desk-words.ts';
import { sourcesInput, sourcesSeen, wrongSources } from './source-fields.ts';
import { SourceForm } from './source-form.tsx';

interface Props {
  readonly desk: Desk;
  readonly stage: Stage;
}

/** The stage's pictures in their order: who may choose them, under which names, and where they come from. */
export function SourceDesk(props: Props) {
  const pool = createRows<Channel & { readonly id: string }>(
    () => 'pool',
    async () => (await props.desk.api.ask(CHANNELS, {})).channels.map((channel) => ({ ...channel, id: channel.name })),
    (channels) => channels,
  );
  return (
    <Show when={pool.all()} fallback={<Unread rows={pool} />}>
      {(channels) => {
        const names = () => channels().map(({ name }) => name);
        return (
          <>
            <SourceEdit desk={props.desk} stage={props.stage} channels={names()} />
            <Show when={props.desk.mayAct}>
              <BroadcastDesk desk={props.desk} stage={props.stage} channels={names()} />
            </Show>
          </>
        );
      }}
    </Show>
  );
}

function SourceEdit(props: Props & { readonly channels: readonly string[] }) {
  const row = createMemo(() => sourcesSeen(props.stage));
  const edit = createEdit({ name: () => `sources.${props.stage.id}`, row, drafts: () => props.desk.drafts });
  const [refused, setRefused] = createSignal<Refusal | null>(null);
  const languages = () => props.desk.event()?.languages ?? [];
  const wrong = createMemo(() => wrongSources(sourcesInput(edit.values(), languages()), props.channels));

  async function save() {
    const sent = edit.values();
    const refusal = await perform(props.desk, 'text', 'sources', async () => {
      const input = sourcesInput(sent, languages());
      const stage = await saveSources(props.desk, props.stage.id, input, edit.expected() ?? 0);
      edit.saved(sent, sourcesSeen(stage));
      return sourcesSaved(stage);
    });
    setRefused(refusal);
  }

  return (
    <form
      class="panel"
      aria-label={sourceDeskWords().of(stageName(props.stage))}
      onSubmit={(event) => event.preventDefault()}
    >
      <p class="m">{sourceDeskWords().hint}</p>
      <SourceForm
        desk={props.desk}
        edit={edit}
        mayAct={props.desk.mayAct}
        languages={languages()}
        channels={props.channels}
        elsewhere={(props.desk.stages.all() ?? []).filter(({ id }) => id !== props.stage.id)}
        wrong={edit.dirty() ? (wrong()?.field ?? null) : null}
      />
      <Show when={props.desk.mayAct}>
        <EditFoot
          acts={props.desk.acts}
          edit={edit}
          name="sources"
          wrong={wrong()?.code ?? null}
          refused={refused()}
          save={() => void save()}
        />
      </Show>
    </form>
  );
}
