import { Match, Show, Switch } from 'solid-js';
import type { Survey } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { now } from '../time/now.ts';
import { closeSurvey, endSurvey, turnResults } from './survey-acts.ts';
import { surveyDeskWords } from './survey-desk-words.ts';
import { canExtend } from './survey-steps.ts';

interface Props {
  readonly desk: Desk;
  readonly survey: Survey;
  readonly settled: boolean;
  readonly ballots: number | undefined;
  readonly extend: () => void;
  readonly choose: (id: string) => void;
}

/** What else changes the screens. Each door keeps its place: none comes to stand where another was just pressed. */
export function SideDoors(props: Props) {
  const is = (...states: Survey['state'][]) => states.includes(props.survey.state);
  const doors = () => surveyDeskWords().side;
  const door = (name: 'close' | 'end' | 'hide' | 'show', place: string, label: string, act: () => Promise<Done>) => (
    <ActButton
      acts={props.desk.acts}
      lane="show"
      name={`side.${name}`}
      class={place}
      doing={surveyDeskWords().doing[name]}
      blocked={!props.settled}
      act={() => {
        props.choose(props.survey.id);
        void perform(props.desk, 'show', `side.${name}`, act);
      }}
    >
      {label}
    </ActButton>
  );
  return (
    <div class="alt">
      <Show when={is('OPEN')}>
        <ActButton
          acts={props.desk.acts}
          lane="show"
          name="extend"
          class="a1"
          doing={surveyDeskWords().doing.extend}
          blocked={!props.settled || !canExtend(props.survey, now())}
          act={() => props.extend()}
        >
          {doors().extend} <kbd class="kb">E</kbd>
        </ActButton>
        {door('close', 'a2', doors().closeOnly, () => closeSurvey(props.desk, props.survey, false, props.ballots))}
      </Show>
      <Show when={is('CLOSED') && !props.survey.resultsShown}>
        {door('end', 'a1', doors().endOnly, () => endSurvey(props.desk, props.survey))}
      </Show>
      <Switch>
        <Match when={is('OPEN', 'CLOSED') && props.survey.resultsShown}>
          {door('hide', 'a3', doors().hide, () => turnResults(props.desk, props.survey, false))}
        </Match>
        {/* Of a closed survey it is the big button that shows them. */}
        <Match when={is('OPEN')}>
          {door('show', 'a3', doors().showSoFar, () => turnResults(props.desk, props.survey, true))}
        </Match>
      </Switch>
    </div>
  );
}
