import type { LiveSurvey } from '#graphql/schema.generated';
import { MAX_LENGTH } from '#graphql/text/text';
import { cardWords } from './card-words.ts';
import { Question } from './question.tsx';

interface Props {
  readonly survey: LiveSurvey;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A field for an answer in one's own words, and how many signs there are left. */
export function OwnWords(props: Props) {
  return (
    <>
      <Question survey={props.survey} />
      <textarea
        rows="3"
        maxlength={MAX_LENGTH.answer}
        aria-labelledby="survey-question"
        aria-describedby="survey-hint survey-lack"
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
      />
      <p class="row m" id="survey-hint">
        <span>{cardWords().nameless}</span>
        <span class="sp">{cardWords().signs(props.text.length, MAX_LENGTH.answer)}</span>
      </p>
    </>
  );
}
