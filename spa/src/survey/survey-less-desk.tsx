import { type JSX, Match, Show, Switch } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Done, Lane } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { surveyPath } from '../desk/route.ts';
import { copySurvey, removeSurvey, resetSurvey, slugOf, withdrawSurvey } from './survey-acts.ts';
import { AskInPlace } from './survey-ask-desk.tsx';
import { surveyDeskWords } from './survey-desk-words.ts';

/** What is asked about before it is done. */
export type Asking = 'withdraw' | 'remove' | 'reset';

interface Props {
  readonly desk: Desk;
  readonly survey: Survey;
  readonly asking: Asking | null;
  readonly ask: (what: Asking | null) => void;
  readonly choose: (id: string) => void;
}

/** A copy comes under the hand as soon as it is there. */
async function copied(made: Promise<{ copy: Survey; done: Done }>, choose: (id: string) => void): Promise<Done> {
  const { copy, done } = await made;
  choose(copy.id);
  return done;
}

const is = (survey: Survey, ...states: Survey['state'][]): boolean => states.includes(survey.state);

/** Whether its ballots can still be taken out: once certified they stay counted. */
const isRevocable = (survey: Survey): boolean => is(survey, 'OPEN', 'CLOSED') && !survey.certificate;

/** What is done less often. What cannot be undone is asked about first. */
export function LessDoors(props: Props) {
  const doors = () => surveyDeskWords().side;
  const asker = (what: Asking) => (
    <button type="button" class="b0" aria-expanded={props.asking === what} onClick={() => props.ask(what)}>
      {doors()[what]}
    </button>
  );
  const copy = () =>
    void perform(props.desk, 'text', 'copy', () => copied(copySurvey(props.desk, props.survey), props.choose));
  return (
    <div class="row less">
      <Show when={isRevocable(props.survey)}>{asker('withdraw')}</Show>
      <a class="btn b0" href={surveyPath(props.survey.id)}>
        {is(props.survey, 'DRAFT') ? doors().edit : doors().correct}
      </a>
      <Show when={!is(props.survey, 'ENDED')}>
        <ActButton
          acts={props.desk.acts}
          lane="text"
          name="copy"
          class="b0"
          doing={surveyDeskWords().doing.copy}
          act={copy}
        >
          {doors().copy}
        </ActButton>
      </Show>
      <Show when={is(props.survey, 'DRAFT')}>{asker('remove')}</Show>
    </div>
  );
}

/** Far from what is pressed during the show. */
export function ResetDoor(props: Pick<Props, 'survey' | 'asking' | 'ask'>) {
  return (
    <Show when={isRevocable(props.survey)}>
      <button type="button" aria-expanded={props.asking === 'reset'} onClick={() => props.ask('reset')}>
        {surveyDeskWords().side.reset}
      </button>
    </Show>
  );
}

/** The question before an act without a way back, under the big button, which stays where it is. */
export function Asked(props: Props & { readonly ballots: number | undefined }) {
  async function act(lane: Lane, name: Asking, todo: () => Promise<Done>) {
    if (name !== 'remove') props.choose(props.survey.id);
    if (!(await perform(props.desk, lane, name, todo))) props.ask(null);
  }
  const words = () => surveyDeskWords();
  const question = (name: Asking, lane: Lane, said: string, yes: string, todo: () => Promise<Done>): JSX.Element => (
    <AskInPlace
      acts={props.desk.acts}
      lane={lane}
      name={name}
      question={said}
      {...(name === 'reset' ? { word: slugOf(props.survey.id) } : {})}
      yes={yes}
      doing={words().doing[name]}
      onYes={() => void act(lane, name, todo)}
      onNo={() => props.ask(null)}
    />
  );
  return (
    <Switch>
      <Match when={props.asking === 'withdraw'}>
        {question('withdraw', 'show', words().askWithdraw(props.ballots ?? null), words().withdrawYes, () =>
          withdrawSurvey(props.desk, props.survey),
        )}
      </Match>
      <Match when={props.asking === 'remove'}>
        {question('remove', 'text', words().askRemove, words().removeYes, () => removeSurvey(props.desk, props.survey))}
      </Match>
      <Match when={props.asking === 'reset'}>
        {question('reset', 'show', words().askReset(slugOf(props.survey.id)), words().resetYes, () =>
          copied(resetSurvey(props.desk, props.survey), props.choose),
        )}
      </Match>
    </Switch>
  );
}
