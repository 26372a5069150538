import { createSignal, For, Show } from 'solid-js';
import type { LiveSession, Text } from '#graphql/schema.generated';
import { stagePath } from '../page/route.ts';
import { SourceOnPage } from '../source/source-page-desk.tsx';
import { SurveyBill, SurveyOnPage } from '../survey/survey-bill-desk.tsx';
import { language } from '../text/language.ts';
import { phrasesOf, pick } from '../text/pick.ts';
import { Texts } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { clock } from '../time/format.ts';
import { Bill, Lines } from './bill.tsx';
import type { Desk } from './create-desk.ts';
import { deskWords } from './desk-words.ts';
import { Freshness } from './freshness.tsx';

/** What the audience sees now, how fresh that is, and what it would see after saving. */
export function Audience(props: { readonly desk: Desk }) {
  const state = () => props.desk.screens().state;
  const languages = () => props.desk.event()?.languages ?? ['ja', 'en'];
  const [chosen, choose] = createSignal<string | null>(null);
  const shown = () => languages().find((lang) => lang === chosen()) ?? pick(languages().map(asText), language()).lang;
  const isPublic = () => state() !== null && state()?.event?.state !== 'DRAFT';
  const hidden = () => {
    if (state()) return deskWords().audience.draft;
    const isKnown = props.desk.screens().found === 'no' || props.desk.stages.all()?.length === 0;
    return isKnown ? deskWords().audience.nothing : deskWords().loading;
  };
  return (
    <section class="audience" aria-labelledby="audience">
      <div class="hd">
        <h2 id="audience">{deskWords().audience.title}</h2>
        <Freshness desk={props.desk} />
      </div>
      <fieldset class="tabs">
        <legend class="vh">{deskWords().audience.language}</legend>
        <For each={languages()}>
          {(lang) => (
            <button type="button" aria-pressed={lang === shown()} lang={lang} onClick={() => choose(lang)}>
              {new Intl.DisplayNames([lang], { type: 'language' }).of(lang)}
            </button>
          )}
        </For>
      </fieldset>
      <h3 class="k">{deskWords().audience.now}</h3>
      <Show when={isPublic()} fallback={<p class="screen0">{hidden()}</p>}>
        <Now desk={props.desk} lang={shown()} />
      </Show>
      <Show when={props.desk.preview()}>
        {(preview) => (
          <>
            <h3 class="k">{deskWords().audience.preview}</h3>
            <article class="bill0 preview" lang={shown()}>
              <Show
                when={preview().survey}
                fallback={
                  <>
                    <Bill
                      title={preview().title}
                      speakers={preview().speakers}
                      description={preview().description}
                      lang={shown()}
                      label={`${deskWords().audience.preview}: ${words().about}`}
                    />
                    <Lines
                      of={preview().notice}
                      lang={shown()}
                      label={`${deskWords().audience.preview}: ${deskWords().audience.eventSays}`}
                    />
                  </>
                }
              >
                {(survey) => <SurveyBill survey={survey()} lang={shown()} />}
              </Show>
            </article>
          </>
        )}
      </Show>
    </section>
  );
}

const asText = (lang: string): Text => ({ lang, value: lang });

/** The stage's page in few words. */
function Now(props: { readonly desk: Desk; readonly lang: string }) {
  const view = () => props.desk.screens();
  const state = () => view().state;
  const name = () => state()?.stages?.find(({ id }) => id === state()?.stage)?.name;
  const ownTitle = () => (state()?.title?.length ? state()?.title : name());
  const closed = () => {
    const said = { CANCELLED: words().cancelled, POSTPONED: words().postponed, OVER: words().over };
    return said[state()?.event?.state as keyof typeof said];
  };
  return (
    <article class="bill0">
      <p class="row">
        <Show when={state()?.session} fallback={<span class="lamp">{deskWords().audience.nothingOnAir}</span>}>
          <span class="lamp air">{deskWords().audience.onAir}</span>
        </Show>
        <span class="sp m">
          {state()?.curtain === 'UP' ? deskWords().audience.curtainUp : deskWords().audience.curtainDown}
        </span>
      </p>
      <SourceOnPage desk={props.desk} lang={props.lang} />
      <Show when={closed()}>{(said) => <p class="d closed">{said()}</p>}</Show>
      <div lang={props.lang}>
        <Bill
          title={state()?.session?.title ?? ownTitle()}
          speakers={state()?.session?.speakers}
          description={view().description}
          lang={props.lang}
          label={words().about}
        />
      </div>
      <Show when={state()?.event?.notice?.length}>
        <h4 class="k">{deskWords().audience.eventSays}</h4>
        <Lines of={state()?.event?.notice} lang={props.lang} label={deskWords().audience.eventSays} />
      </Show>
      <Show when={state()?.survey}>
        {(survey) => <SurveyOnPage survey={survey()} answers={view().answers} lang={props.lang} />}
      </Show>
      <Show when={state()?.next}>
        {(next) => (
          <p class="m">
            {deskWords().audience.next} {clock(Date.parse(next().startsAt ?? ''), language(), props.desk.zone())}{' '}
            <span lang={props.lang}>{titleOf(next(), props.lang)}</span>
          </p>
        )}
      </Show>
      <a class="m" href={stagePath(state()?.stage ?? '')} target="_blank" rel="noreferrer">
        {deskWords().audience.open}: <Texts of={name()} />
      </a>
    </article>
  );
}

const titleOf = (session: LiveSession, lang: string): string =>
  phrasesOf(pick(session.title, lang).value)
    .map(({ words, space }) => (space ? `${words} ` : words))
    .join('');
