import { createResource, Show } from 'solid-js';
import type { Playback, Stage } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { createRows } from '../desk/create-query.ts';
import { download } from '../desk/download.ts';
import { Unread } from '../desk/unread.tsx';
import { configSource } from '../live/create-stage.ts';
import { pollWhileVisible } from '../live/poll-while-visible.ts';
import { stageName } from '../stage/stage-acts.ts';
import { language } from '../text/language.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { exactClock } from '../time/format.ts';
import { playbackDeskWords } from './playback-desk-words.ts';
import { PLAYBACK } from './playback-document.ts';
import { playbackCsv } from './playback-export.ts';
import { oneIn } from './playback-figures.ts';
import { PlaybackTable } from './playback-table.tsx';

/** How often the table is asked for, in milliseconds. */
const ROUND = 10_000;

interface Props {
  readonly desk: Desk;
  readonly stage: Stage;
  /** Share of viewers' pages that report; rejects where the settings cannot be had. */
  readonly sample?: () => Promise<number>;
}

/** What the sampled viewers of the stage got in the last ten minutes, by kind of device. */
export function PlaybackDesk(props: Props) {
  const rows = createRows<Playback & { readonly id: string }>(
    () => props.stage.id,
    async (id) => [{ id, ...(await props.desk.api.ask(PLAYBACK, { stage: id })).playback }],
    (all) => all,
  );
  pollWhileVisible(() => ROUND, rows.again)();
  // Without the settings the table stands, and only does not say how many it speaks for.
  const [sample] = createResource(() => shareOf(props.sample).catch(() => null));
  const time = (at: string) => exactClock(Date.parse(at), language(), props.desk.zone());
  const save = (playback: Playback) =>
    download(`${props.stage.id}.playback.csv`, playbackCsv(props.stage.id, playback, sample() ?? null));
  return (
    <section class="panel" aria-label={playbackDeskWords().of(stageName(props.stage))}>
      <Show when={rows.all()?.[0]} fallback={<Unread rows={rows} />}>
        {(playback) => (
          <>
            <Show when={playback().total.reports > 0} fallback={<Nothing />}>
              <PlaybackTable playback={playback()} label={playbackDeskWords().tab} />
              <div class="row">
                <button type="button" onClick={() => save(playback())}>
                  {playbackDeskWords().save}
                </button>
              </div>
            </Show>
            <p class="m seen0">
              <span>{playbackDeskWords().window(time(playback().asOf))}</span>
              <Show when={sample()}>{(share) => <span>{sampleSaid(share())}</span>}</Show>
              <Show when={rows.refusal()}>
                {(refusal) => <span class="lamp warn">{refusalWords()[refusal().code]}</span>}
              </Show>
            </p>
          </>
        )}
      </Show>
    </section>
  );
}

const shareOf = async (sample: Props['sample']): Promise<number> =>
  sample ? sample() : (await configSource.load()).sample;

const sampleSaid = (share: number): string =>
  share >= 1 ? playbackDeskWords().everybody : playbackDeskWords().sample(oneIn(share));

const Nothing = () => (
  <div class="empty">
    <p class="d">{playbackDeskWords().nothing}</p>
    <p class="m">{playbackDeskWords().nothingHint}</p>
  </div>
);
