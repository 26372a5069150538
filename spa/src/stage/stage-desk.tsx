import { Match, Show, Switch } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import { AlignedSwitch } from '../align/aligned-switch.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { deskPath, type Panel, playbackPath, sourcesPath, textPath } from '../desk/route.ts';
import { Unread } from '../desk/unread.tsx';
import { PlaybackDesk } from '../playback/playback-desk.tsx';
import { playbackDeskWords } from '../playback/playback-desk-words.ts';
import { RunOfShow } from '../session/run-of-show.tsx';
import { SessionDesk } from '../session/session-desk.tsx';
import { ShowCards } from '../session/show-cards.tsx';
import { SourceDesk } from '../source/source-desk.tsx';
import { sourceDeskWords } from '../source/source-desk-words.ts';
import { SourceStand } from '../source/source-stand-desk.tsx';
import { SurveyDesk } from '../survey/survey-desk.tsx';
import { SurveyEdit } from '../survey/survey-edit-desk.tsx';
import { Texts } from '../text/texts.tsx';
import { CurtainSwitch } from './curtain-switch.tsx';
import { stageDeskWords } from './stage-desk-words.ts';
import { StageText } from './stage-text.tsx';

/** One stage's show: what is on, what comes, and beneath it whatever is being worked on. */
export function StageDesk(props: { readonly desk: Desk; readonly stage: Stage; readonly panel: Panel }) {
  const session = () => (props.panel.kind === 'session' ? props.panel.session : null);
  const survey = () => (props.panel.kind === 'survey' ? props.panel.survey : null);
  const tab = (kind: Panel['kind'], path: string, label: string) => (
    <a href={path} aria-current={props.panel.kind === kind ? 'page' : undefined}>
      {label}
    </a>
  );
  return (
    <section aria-labelledby="stage">
      <div class="hd">
        <h1 class="d" id="stage">
          <Texts of={props.stage.name} />
        </h1>
        <CurtainSwitch desk={props.desk} stage={props.stage} />
      </div>
      <SourceStand desk={props.desk} stage={props.stage} />
      <ShowCards desk={props.desk} />
      <SurveyDesk desk={props.desk} stage={props.stage} />
      <nav class="tabs cut" aria-label={stageDeskWords().run}>
        {tab('run', deskPath(props.stage.id), stageDeskWords().run)}
        {tab('text', textPath(props.stage.id), stageDeskWords().text)}
        {tab('sources', sourcesPath(props.stage.id), sourceDeskWords().sources)}
        {/* Interpreters have no say in the picture, and are not told of it. */}
        <Show when={props.desk.role !== 'interpreter'}>
          {tab('playback', playbackPath(props.stage.id), playbackDeskWords().tab)}
        </Show>
      </nav>
      <Show when={props.desk.sessions.all()} fallback={<Unread rows={props.desk.sessions} />}>
        <Switch>
          <Match when={props.panel.kind === 'run'}>
            <RunOfShow desk={props.desk} stage={props.stage.id} />
          </Match>
          <Match when={props.panel.kind === 'text'}>
            <StageText desk={props.desk} stage={props.stage} />
          </Match>
          <Match when={props.panel.kind === 'sources'}>
            <SourceDesk desk={props.desk} stage={props.stage} />
            <AlignedSwitch desk={props.desk} stage={props.stage} />
          </Match>
          <Match when={props.panel.kind === 'playback'}>
            <PlaybackDesk desk={props.desk} stage={props.stage} />
          </Match>
          <Match when={props.panel.kind === 'new'}>
            <SessionDesk desk={props.desk} stage={props.stage.id} id={null} />
          </Match>
          <Match when={session()} keyed>
            {(id) => <SessionDesk desk={props.desk} stage={props.stage.id} id={id} />}
          </Match>
          <Match when={props.panel.kind === 'new-survey' || survey()}>
            <Show when={props.desk.surveys.all()} fallback={<Unread rows={props.desk.surveys} />}>
              <Show when={survey()} keyed fallback={<SurveyEdit desk={props.desk} stage={props.stage.id} id={null} />}>
                {(id) => <SurveyEdit desk={props.desk} stage={props.stage.id} id={id} />}
              </Show>
            </Show>
          </Match>
        </Switch>
      </Show>
    </section>
  );
}
