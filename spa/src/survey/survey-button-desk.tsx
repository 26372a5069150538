import { type Accessor, For, Show } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { stageName } from '../stage/stage-acts.ts';
import { askAgain, closeSurvey, copySurvey, endSurvey, openSurvey, surveyTitle, turnResults } from './survey-acts.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import { SurveySeeing } from './survey-seeing-desk.tsx';
import { bigActOf, onPage } from './survey-steps.ts';

interface Options {
  desk: Accessor<Desk>;
  survey: Accessor<Survey>;
  /** Id of the stage on which a withdrawn survey would be asked again. */
  target: Accessor<string>;
  ballots: Accessor<number | undefined>;
  settled: Accessor<boolean>;
  choose(id: string): void;
}

/** What the one big button does: its name, whether it may be pressed, and the press, which the key `S` shares. */
export interface BigAct {
  name: Accessor<'open' | 'close' | 'show' | 'end' | 'again' | 'copy'>;
  blocked: Accessor<boolean>;
  /** Another survey of the stage that has to be closed first. */
  other: Accessor<Survey | undefined>;
  /** Only what walks through the machine has a key. */
  hasKey: Accessor<boolean>;
  press(): void;
}

export function createBigAct({ desk, survey, target, ballots, settled, choose }: Options): BigAct {
  const name = () => bigActOf(survey()) ?? (survey().state === 'WITHDRAWN' ? 'again' : 'copy');
  const other = () => {
    const open = onPage(desk().surveys.all());
    return survey().state === 'DRAFT' && open?.state === 'OPEN' ? open : undefined;
  };
  const blocked = () => !settled() || other() !== undefined;
  const arrived = async (made: Promise<{ copy: Survey; done: Done }>): Promise<Done> => {
    const { copy, done } = await made;
    if (copy.stage === survey().stage) choose(copy.id);
    return done;
  };
  const acts: Record<ReturnType<BigAct['name']>, () => Promise<Done>> = {
    open: () => openSurvey(desk(), survey()),
    close: () => closeSurvey(desk(), survey(), true, ballots()),
    show: () => turnResults(desk(), survey(), true),
    end: () => endSurvey(desk(), survey()),
    again: () => arrived(askAgain(desk(), survey(), target())),
    copy: () => arrived(copySurvey(desk(), survey())),
  };
  return {
    name,
    blocked,
    other,
    hasKey: () => bigActOf(survey()) !== null,
    press: () => {
      if (blocked()) return;
      const act = name();
      // It stays under the hand, whatever comes next in the list.
      choose(survey().id);
      void perform(desk(), 'show', `survey.${act}`, acts[act]);
    },
  };
}

interface Props {
  readonly desk: Desk;
  readonly survey: Survey;
  readonly big: BigAct;
  readonly target: string | null;
  readonly setTarget: (stage: string) => void;
  readonly choose: (id: string) => void;
}

const LOOKS = { open: 'cue', close: 'air', show: 'air', end: '', again: 'cue', copy: '' };

/** Names its stage and what it will do. It stays in its place through all states. */
export function BigButton(props: Props) {
  const words = () => surveyDeskWords();
  const stage = () => {
    const id = props.big.name() === 'again' ? (props.target ?? props.survey.stage) : props.survey.stage;
    const found = props.desk.stages.all()?.find((each) => each.id === id);
    return found ? stageName(found) : id;
  };
  const label = () => {
    const name = props.big.name();
    if (name === 'open' || name === 'again') return words().big[name](stage());
    return (
      <>
        {words().big[name]} <small>{stage()}</small>
      </>
    );
  };
  const note = () => {
    const name = props.big.name();
    if (name !== 'open') return words().note[name];
    const { seconds } = props.survey;
    const closed = onPage(props.desk.surveys.all());
    const goes = seconds ? words().note.openTimed(stage(), seconds) : words().note.open(stage());
    return closed ? `${goes}. ${words().note.openEnds(surveyTitle(closed))}` : goes;
  };
  return (
    <>
      <Show when={props.desk.mayAct}>
        <ActButton
          acts={props.desk.acts}
          lane="show"
          name={`survey.${props.big.name()}`}
          class={`go ${LOOKS[props.big.name()]}`}
          doing={words().doing[props.big.name()]}
          blocked={props.big.blocked()}
          act={() => props.big.press()}
        >
          <span>{label()}</span>
          <Show when={props.big.hasKey()}>
            <kbd class="kb">S</kbd>
          </Show>
        </ActButton>
        <p class="m note0">
          <Show when={props.big.other()} fallback={note()}>
            {(open) => (
              <>
                <span class="lamp warn">{words().otherIsOpen(surveyTitle(open()))}</span>{' '}
                <button type="button" class="b0" onClick={() => props.choose(open().id)}>
                  {words().seeOther}
                </button>
              </>
            )}
          </Show>
        </p>
        <Show when={props.big.name() === 'again'}>
          <label class="again">
            {words().stage}
            <select onChange={(event) => props.setTarget(event.currentTarget.value)}>
              <For each={props.desk.stages.all() ?? []}>
                {(each) => (
                  <option value={each.id} selected={each.id === (props.target ?? props.survey.stage)}>
                    {stageName(each)}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
      </Show>
      <SurveySeeing desk={props.desk} survey={props.survey} />
    </>
  );
}
