import type { LiveSession } from '#graphql/schema.generated';
import { CalendarIcon } from '../design/icons.tsx';
import { language } from '../text/language.ts';
import { Title } from '../text/texts.tsx';
import { words } from '../text/words.ts';
import { clock, zoneName } from '../time/format.ts';
import { startOf } from './planned.ts';
import { Speakers } from './speakers.tsx';
import { TimeLeft } from './time-left.tsx';

interface Props {
  readonly session: LiveSession;
  readonly zone: string;
  readonly onTimetable: () => void;
}

/** What comes next, and when. */
export function NextSession(props: Props) {
  const start = () => startOf(props.session);
  return (
    <section class="next" aria-label={words().next}>
      <p class="row m">
        <span>{words().nextAt(clock(start(), language(), props.zone))}</span>
        <b class="sp">
          <TimeLeft until={start()} />
        </b>
      </p>
      <p class="d">
        <Title of={props.session.title} />
      </p>
      <Speakers of={props.session} />
      <button type="button" class="b0 open" onClick={() => props.onTimetable()}>
        <CalendarIcon />
        {words().timetableOpen(zoneName(start(), language(), props.zone))}
      </button>
    </section>
  );
}
