import type { Timetable } from '../live/snapshot.ts';
import type { LiveSession, LiveState, Text } from '../schema.generated.ts';
import type { ShownAnswers } from '../survey/live-survey.ts';
import { type ShapeOf, VALUE } from './positions.ts';

// A page that is open across a deploy meets a newer publisher. So a new field goes to the END of its type; whatever else changes here raises the
// version of frames. The compiler asks for every field of the SDL; frames recorded by earlier releases hold the order (__tests__/fallback).

const TEXTS: ShapeOf<Text[]> = [{ lang: VALUE, value: VALUE }];

const SESSION: ShapeOf<LiveSession> = {
  id: VALUE,
  kind: VALUE,
  title: TEXTS,
  speakers: [{ name: TEXTS, affiliation: TEXTS }],
  startsAt: VALUE,
  endsAt: VALUE,
  startedAt: VALUE,
  description: VALUE,
};

const ANSWERS: ShapeOf<ShownAnswers['answers']> = [{ id: VALUE, text: VALUE, count: VALUE }];

export const STATE: ShapeOf<LiveState> = {
  stage: VALUE,
  seq: VALUE,
  at: VALUE,
  beat: VALUE,
  event: {
    id: VALUE,
    title: TEXTS,
    notice: TEXTS,
    startsAt: VALUE,
    endsAt: VALUE,
    zone: VALUE,
    languages: [VALUE],
    access: VALUE,
    state: VALUE,
  },
  stages: [{ id: VALUE, name: TEXTS }],
  title: TEXTS,
  description: VALUE,
  curtain: VALUE,
  sources: [{ id: VALUE, label: TEXTS, url: VALUE, role: VALUE }],
  session: SESSION,
  next: SESSION,
  programme: VALUE,
  survey: {
    id: VALUE,
    version: VALUE,
    state: VALUE,
    kind: VALUE,
    question: TEXTS,
    options: [{ id: VALUE, label: TEXTS }],
    minChoices: VALUE,
    maxChoices: VALUE,
    policy: VALUE,
    changes: VALUE,
    electorate: VALUE,
    openedAt: VALUE,
    closesAt: VALUE,
    closedAt: VALUE,
    withdrawnAt: VALUE,
    results: {
      survey: VALUE,
      status: VALUE,
      ballots: VALUE,
      counts: [{ option: VALUE, count: VALUE }],
      answers: ANSWERS,
    },
    answers: VALUE,
  },
  viewers: { count: VALUE, countedAt: VALUE, trend: [VALUE] },
  effectiveAt: VALUE,
};

const TIMETABLE: ShapeOf<Timetable> = { sessions: [SESSION] };
const SHOWN_ANSWERS: ShapeOf<ShownAnswers> = { answers: ANSWERS };

/** The kinds of text file: a description, the timetable, a survey's shown answers. */
export const FILES = { texts: TEXTS, timetable: TIMETABLE, answers: SHOWN_ANSWERS } as const;
