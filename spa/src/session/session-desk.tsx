import { createEffect, createMemo, createSignal, onCleanup, Show, untrack } from 'solid-js';
import type { Session } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { createEdit } from '../desk/create-edit.ts';
import { EditFoot } from '../desk/edit-foot.tsx';
import type { Seen } from '../desk/edit-state.ts';
import { perform } from '../desk/perform.ts';
import type { Refusal } from '../desk/refusal.ts';
import { deskPath, go } from '../desk/route.ts';
import { wallTime } from '../time/zoned.ts';
import { RemoveSession } from './remove-session.tsx';
import { runWords } from './run-words.ts';
import { saveSession, sessionSaved } from './session-acts.ts';
import { sessionInput, sessionSeen, sessionText } from './session-fields.ts';
import { SessionForm } from './session-form.tsx';

interface Props {
  readonly desk: Desk;
  readonly stage: string;
  /** The session to change; null makes one. */
  readonly id: string | null;
}

const HALF_HOUR = 1_800_000;

/** A new session follows the last one of the stage. */
function blank(desk: Desk): Seen {
  const start = desk.sessions.all()?.at(-1)?.endsAt ?? desk.event()?.startsAt ?? new Date().toISOString();
  const end = Date.parse(start) + HALF_HOUR;
  return {
    version: null,
    fields: { kind: 'TALK', startsAt: wallTime(start, desk.zone()), endsAt: wallTime(end, desk.zone()) },
  };
}

const GONE: Seen = { version: null, fields: {} };

/** Makes a session, or changes one, also while it is on air. */
export function SessionDesk(props: Props) {
  const session = createMemo<Session | undefined>(() => props.desk.sessions.all()?.find(({ id }) => id === props.id));
  const fresh = untrack(() => blank(props.desk));
  const row = createMemo(() => {
    const now = session();
    if (now) return sessionSeen(now, props.desk.zone());
    return props.id === null ? fresh : GONE;
  });
  const edit = createEdit({
    name: () => `session.${props.id ?? `${props.stage}.+`}`,
    row,
    drafts: () => props.desk.drafts,
  });
  const [refused, setRefused] = createSignal<Refusal | null>(null);
  const place = () => ({ zone: props.desk.zone(), languages: props.desk.event()?.languages ?? [] });
  const id = () => props.id ?? `${props.stage}.${edit.value('slug')}`;
  const typed = createMemo(() => sessionInput(id(), edit.values(), place()));
  const isTaken = () => props.id === null && Boolean(props.desk.sessions.all()?.some((other) => other.id === id()));

  createEffect(() => props.desk.setPreview(edit.dirty() ? sessionText(edit.values(), place().languages) : null));
  onCleanup(() => props.desk.setPreview(null));

  async function save() {
    const { input } = typed();
    if (!input) return;
    const sent = edit.values();
    const refusal = await perform(props.desk, 'text', 'session', async () => {
      const saved = await saveSession(props.desk, input, edit.expected());
      edit.saved(sent, props.id === null ? fresh : sessionSeen(saved, props.desk.zone()));
      if (props.id === null) edit.discard();
      return sessionSaved(saved);
    });
    setRefused(refusal);
    if (!refusal && props.id === null) go(deskPath(input.id));
  }

  return (
    <form class="panel" aria-label={runWords().editing} onSubmit={(event) => event.preventDefault()}>
      <p class="row">
        <a class="btn b0" href={deskPath(props.stage)}>
          ← {runWords().back}
        </a>
        <Show when={props.id !== null && props.desk.stage()?.session === props.id}>
          <span class="lamp air">{runWords().onAirNote}</span>
        </Show>
      </p>
      <fieldset class="plain" disabled={!props.desk.mayAct}>
        <SessionForm
          edit={edit}
          isNew={props.id === null}
          isTaken={isTaken()}
          zone={place().zone}
          languages={place().languages}
        />
      </fieldset>
      <Show when={props.desk.mayAct}>
        <EditFoot
          acts={props.desk.acts}
          edit={edit}
          name="session"
          wrong={isTaken() ? 'CONFLICT' : typed().wrong}
          refused={refused()}
          save={() => void save()}
        />
        <Show when={session()}>{(now) => <RemoveSession desk={props.desk} session={now()} />}</Show>
      </Show>
    </form>
  );
}
