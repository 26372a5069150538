import { createEffect, type JSX, onCleanup } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import { language } from '../text/language.ts';
import { Title } from '../text/texts.tsx';
import { fitPlate } from './fit-plate.ts';

interface Props {
  readonly survey: LiveSurvey;
  /** What the banner says. */
  readonly state: string;
  readonly class: string;
  /** What takes another amount of room when it changes, besides the survey's words. */
  readonly content: unknown;
  readonly children: JSX.Element;
}

/** A question's plate with the banner that names its state, no larger than the picture. */
export function Plate(props: Props) {
  let plate!: HTMLElement;
  createEffect(() => {
    void [language(), props.state, props.content, props.survey.question, props.survey.options];
    fitPlate(plate);
  });
  const refit = () => fitPlate(plate);
  addEventListener('resize', refit);
  onCleanup(() => removeEventListener('resize', refit));
  return (
    <section class={`nb ${props.class}`} ref={plate}>
      <div class="s">{props.state}</div>
      <div class="c">
        <div class="body">
          <h2 class="d">
            <Title of={props.survey.question} />
          </h2>
          {props.children}
        </div>
      </div>
    </section>
  );
}
