import { createSignal, For, Show } from 'solid-js';
import type { ExportedBallot, Survey, Tally } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { download } from '../desk/download.ts';
import { Refusal } from '../desk/refusal.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { slugOf } from './survey-acts.ts';
import { surveyCountWords } from './survey-count-words.ts';
import { BALLOTS } from './survey-documents.ts';
import { ballotLines, ballotsCsv, ballotsJson, resultsCsv, resultsJson } from './survey-export.ts';

interface Props {
  readonly desk: Desk;
  readonly survey: Survey;
  readonly tally: Tally | null;
}

type Progress =
  | { readonly kind: 'reading' | 'done'; readonly ballots: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Results while it runs and after, and ballots page by page. */
export function SurveyExport(props: Props) {
  const [progress, setProgress] = createSignal<Progress | null>(null);
  /** Counts up where somebody stops, or starts another one. */
  let turn = 0;
  const isReading = () => progress()?.kind === 'reading';
  const name = (what: string) => `${props.survey.stage}.${slugOf(props.survey.id)}.${what}`;

  function saveResults(kind: 'csv' | 'json'): void {
    if (!props.tally) return;
    const counted = { survey: props.survey, results: props.tally.results, asOf: props.tally.asOf };
    download(name(`results.${kind}`), kind === 'csv' ? resultsCsv(counted) : resultsJson(counted));
  }

  async function saveBallots(file: string, build: (ballots: readonly ExportedBallot[]) => string): Promise<void> {
    const mine = ++turn;
    try {
      const all = await allBallots(props.desk, props.survey.id, (ballots) => {
        if (mine === turn) setProgress({ kind: 'reading', ballots });
        return mine === turn;
      });
      if (all === null || mine !== turn) return;
      download(name(file), build(all));
      setProgress({ kind: 'done', ballots: all.length });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      if (mine === turn) setProgress({ kind: 'refused', refusal: cause });
    }
  }
  const stop = () => {
    turn += 1;
    setProgress(null);
  };
  const files = () => [
    { label: surveyCountWords().exportBallots('CSV'), file: 'ballots.csv', build: ballotsCsv },
    {
      label: surveyCountWords().exportBallots('JSON'),
      file: 'ballots.json',
      build: (ballots: readonly ExportedBallot[]) => ballotsJson(props.survey, ballots),
    },
    { label: surveyCountWords().exportLines, file: 'ballots.txt', build: ballotLines },
  ];
  return (
    <section aria-label={surveyCountWords().exports}>
      <div class="row">
        <For each={['csv', 'json'] as const}>
          {(kind) => (
            <button type="button" aria-disabled={!props.tally} onClick={() => saveResults(kind)}>
              {surveyCountWords().exportResults(kind.toUpperCase())}
            </button>
          )}
        </For>
        <Show when={props.desk.mayAct}>
          <For each={files()}>
            {({ label, file, build }) => (
              <button
                type="button"
                aria-disabled={isReading()}
                onClick={() => !isReading() && void saveBallots(file, build)}
              >
                {label}
              </button>
            )}
          </For>
        </Show>
        <Show when={isReading()}>
          <button type="button" onClick={stop}>
            {surveyCountWords().stop}
          </button>
        </Show>
      </div>
      <p class="m" role="status">
        <Told progress={progress()} />
      </p>
    </section>
  );
}

function Told(props: { readonly progress: Progress | null }) {
  const said = () => {
    const { progress } = props;
    if (!progress) return surveyCountWords().exportHint;
    if (progress.kind === 'refused') return refusalWords()[progress.refusal.code];
    return surveyCountWords()[progress.kind === 'done' ? 'exported' : 'reading'](progress.ballots);
  };
  return (
    <span classList={{ lamp: props.progress?.kind === 'refused', warn: props.progress?.kind === 'refused' }}>
      {said()}
    </span>
  );
}

/** @param go told after each page how many there are; false stops it, and the answer is null */
async function allBallots(
  desk: Desk,
  survey: string,
  go: (ballots: number) => boolean,
): Promise<ExportedBallot[] | null> {
  const all: ExportedBallot[] = [];
  let nextToken: string | null = null;
  do {
    if (!go(all.length)) return null;
    const { ballots }: Awaited<ReturnType<typeof askPage>> = await askPage(desk, survey, nextToken);
    all.push(...(ballots?.ballots ?? []));
    nextToken = ballots?.nextToken ?? null;
  } while (nextToken);
  return all;
}

const askPage = (desk: Desk, survey: string, nextToken: string | null) => desk.api.ask(BALLOTS, { survey, nextToken });
