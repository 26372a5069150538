import { createEffect, createMemo, createSignal, For, on, Show, untrack } from 'solid-js';
import type { AnswerReview, ReviewedAnswer, Survey } from '#graphql/schema.generated';
import { isOnPage } from '#graphql/survey/machine';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { Refusal } from '../desk/refusal.ts';
import { keep } from '../live/keep.ts';
import { pollWhileVisible } from '../live/poll-while-visible.ts';
import { language } from '../text/language.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { clock } from '../time/format.ts';
import { allAnswers, answersIn, reviewAnswer } from './answer-acts.ts';
import { surveyCountWords } from './survey-count-words.ts';
import { surveyDeskWords } from './survey-desk-words.ts';

interface Props {
  readonly desk: Desk;
  readonly survey: Survey;
}

const ROUND = 4_000;
const REVIEWS: readonly AnswerReview[] = ['NEW', 'SHOWN', 'REJECTED'];

/** A free text's answers, which nobody sees before somebody here lets them be shown. */
export function AnswersDesk(props: Props) {
  const [answers, setAnswers] = createSignal<readonly ReviewedAnswer[]>([]);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [tab, setTab] = createSignal<AnswerReview>('NEW');
  const [marked, mark] = createSignal(0);
  const inTab = (review: AnswerReview) => answersIn(answers(), props.survey, review);
  const shown = createMemo(() => inTab(tab()));
  const place = () => Math.max(0, Math.min(marked(), shown().length - 1));

  async function read(): Promise<void> {
    try {
      const all = await allAnswers(props.desk, props.survey.id);
      setAnswers((before) => keep(before, all));
      setRefusal(null);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      setRefusal(cause);
    }
  }
  const round = pollWhileVisible(
    () => ROUND,
    async () => {
      if (isOnPage(props.survey) || answers().length === 0) await read();
    },
  );
  createEffect(on(() => props.survey.id, round));

  const review = (answer: ReviewedAnswer, to: AnswerReview) =>
    void perform(props.desk, 'text', `answer.${answer.id}.${to}`, () =>
      reviewAnswer(props.desk, props.survey, answer.id, to),
    );
  const onMarked = (to: AnswerReview) => () => {
    const answer = shown()[place()];
    if (answer && props.desk.mayAct && tab() !== to) review(answer, to);
  };
  untrack(() => props.desk.keys).offer({
    J: () => mark(Math.min(place() + 1, shown().length - 1)),
    K: () => mark(Math.max(place() - 1, 0)),
    A: onMarked('SHOWN'),
    X: onMarked('REJECTED'),
  });
  return (
    <section class="review" aria-labelledby="answers">
      <div class="hd">
        <h4 id="answers" class="d">
          {surveyCountWords().answers}
        </h4>
        <span class="m sp">
          <kbd class="kb">J</kbd> <kbd class="kb">K</kbd> {surveyCountWords().toMove}
        </span>
      </div>
      <fieldset class="tabs">
        <legend class="vh">{surveyCountWords().answers}</legend>
        <For each={REVIEWS}>
          {(each) => (
            <button type="button" aria-pressed={tab() === each} onClick={() => setTab(each)}>
              {surveyCountWords().reviews[each]} {inTab(each).length}
            </button>
          )}
        </For>
      </fieldset>
      <Show when={refusal()}>{(refused) => <p class="lamp warn">{refusalWords()[refused().code]}</p>}</Show>
      <Show when={shown().length > 0} fallback={<p class="m">{surveyCountWords().noAnswers[tab()]}</p>}>
        <ul class="mod">
          <For each={shown()}>
            {(answer, i) => (
              <AnswerRow
                desk={props.desk}
                answer={answer}
                review={tab()}
                isMarked={i() === place()}
                act={(to) => review(answer, to)}
              />
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly answer: ReviewedAnswer;
  readonly review: AnswerReview;
  readonly isMarked: boolean;
  readonly act: (to: AnswerReview) => void;
}

function AnswerRow(props: RowProps) {
  let row!: HTMLLIElement;
  // Inside its own frame alone: the page stays where it is.
  createEffect(() => {
    const list = row.parentElement;
    if (!props.isMarked || !list) return;
    if (row.offsetTop < list.scrollTop) list.scrollTop = row.offsetTop;
    const below = row.offsetTop + row.offsetHeight - list.clientHeight;
    if (below > list.scrollTop) list.scrollTop = below;
  });
  const door = (to: AnswerReview, label: string, key: string | null) => (
    <ActButton
      acts={props.desk.acts}
      lane="text"
      name={`answer.${props.answer.id}.${to}`}
      doing={surveyDeskWords().doing.show}
      label={`${label}: ${props.answer.text}`}
      act={() => props.act(to)}
    >
      {label}
      <Show when={key && props.isMarked}>
        <kbd class="kb">{key}</kbd>
      </Show>
    </ActButton>
  );
  return (
    <li ref={row} classList={{ on: props.isMarked }} aria-current={props.isMarked ? 'true' : undefined}>
      <p class="w">
        <b>{surveyCountWords().times(props.answer.count)}</b>
        <time datetime={props.answer.firstAt}>
          {clock(Date.parse(props.answer.firstAt), language(), props.desk.zone())}
        </time>
      </p>
      <p>{props.answer.text}</p>
      <Show when={props.desk.mayAct}>
        <div class="a">
          <Show when={props.review !== 'SHOWN'}>{door('SHOWN', surveyCountWords().approve, 'A')}</Show>
          <Show when={props.review !== 'REJECTED'}>{door('REJECTED', surveyCountWords().reject, 'X')}</Show>
          <Show when={props.review !== 'NEW'}>{door('NEW', surveyCountWords().takeBack, null)}</Show>
        </div>
      </Show>
    </li>
  );
}
