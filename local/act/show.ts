import type { DeskApi } from './desk-api.ts';
import { ask } from './perform.ts';

interface Texts {
  value: string;
}

interface Row {
  id: string;
  version: number;
}

interface Stage extends Row {
  curtain: string;
  session: string | null;
  title: Texts[];
  sources: { id: string; role: string; channel: string | null; url: string | null }[] | null;
}

interface Shown {
  stage: Stage | null;
  surveys: (Row & { state: string; resultsShown: boolean; closesAt: string | null; question: Texts[] })[];
  programme: {
    sessions: (Row & { title: Texts[]; startsAt: string; endedAt: string | null })[];
    nextToken: string | null;
  } | null;
}

const SHOW = `query ($stage: ID!) {
  stage(id: $stage) { id version curtain session title { value } sources { id role channel url } }
  surveys(stage: $stage) { id version state resultsShown closesAt question { value } }
  programme(stage: $stage) { sessions { id version title { value } startsAt endedAt } nextToken }
}`;
const EVENTS = 'query { events { id state } }';
const STAGES = 'query ($event: ID!) { stages(event: $event) { id version curtain session } }';

const first = (texts: Texts[]): string => JSON.stringify(texts[0]?.value ?? '');
const line = (...parts: (string | number | null | false | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== false).join('  ');

/** The site's events and their stages, a line each. */
export async function showSite(desk: DeskApi, session: string): Promise<string[]> {
  const { events } = await ask<{ events: { id: string; state: string }[] }>(desk, session, EVENTS);
  const lines = await Promise.all(
    events.map(async ({ id, state }) => {
      const { stages } = await ask<{ stages: Stage[] }>(desk, session, STAGES, { event: id });
      return [
        line('event', id, state),
        ...stages.map((stage) =>
          line('  stage', stage.id, `version ${stage.version}`, `curtain ${stage.curtain}`, onAir(stage)),
        ),
      ];
    }),
  );
  return lines.flat();
}

const onAir = ({ session }: Stage): string => (session ? `on air ${session}` : 'nothing on air');

/**
 * A stage with what acts name: ids, versions, states.
 * @throws Refused; Error where there is no such stage
 */
export async function showStage(desk: DeskApi, session: string, id: string): Promise<string[]> {
  const { stage, surveys, programme } = await ask<Shown>(desk, session, SHOW, { stage: id });
  if (!stage) throw new Error(`there is no stage ${id}: see show without one`);
  return [
    line('stage', stage.id, `version ${stage.version}`, `curtain ${stage.curtain}`, onAir(stage), first(stage.title)),
    ...(stage.sources ?? []).map((source) => line('source', source.id, source.role, source.channel ?? source.url)),
    ...surveys.map(({ resultsShown, closesAt, question, ...survey }) =>
      line(
        'survey',
        survey.id,
        `version ${survey.version}`,
        survey.state,
        resultsShown && 'results shown',
        closesAt && `closes ${closesAt}`,
        first(question),
      ),
    ),
    ...(programme?.sessions ?? []).map((each) =>
      line(
        'session',
        each.id,
        `version ${each.version}`,
        each.id === stage.session ? 'ON AIR' : each.endedAt ? 'over' : `at ${each.startsAt}`,
        first(each.title),
      ),
    ),
    ...(programme?.nextToken ? ['and more sessions than fit here'] : []),
  ];
}
