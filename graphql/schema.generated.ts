// Generated from the SDL by script/codegen.ts. Do not edit.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDate: { input: string; output: string; }
  AWSDateTime: { input: string; output: string; }
  AWSJSON: { input: unknown; output: unknown; }
  AWSURL: { input: string; output: string; }
};

export type EventState =
  | 'DRAFT'
  | 'ANNOUNCED'
  | 'LIVE'
  | 'OVER'
  | 'CANCELLED'
  | 'POSTPONED';

/** Who may watch: everybody, or those who hold an invitation. It cannot change once the event is announced. */
export type Access =
  | 'OPEN'
  | 'INVITED';

export type Event = {
  /** 1 to 20 characters: a-z, 0-9 and hyphens. */
  id: Scalars['ID']['output'];
  title: Array<Text>;
  /** Shown on every page of the event, above all when it is cancelled or postponed. */
  notice: Array<Text>;
  startsAt: Scalars['AWSDateTime']['output'];
  endsAt: Scalars['AWSDateTime']['output'];
  /** IANA time zone of the place, for example `Asia/Tokyo`. */
  zone: Scalars['String']['output'];
  /** The languages its texts come in, the first one being the fallback. */
  languages: Array<Scalars['String']['output']>;
  access: Access;
  state: EventState;
  /** Rises with each change; an act names the version that it saw. */
  version: Scalars['Int']['output'];
  updatedAt: Scalars['AWSDateTime']['output'];
  updatedBy?: Maybe<Scalars['String']['output']>;
};

export type EventInput = {
  id: Scalars['ID']['input'];
  title: Array<TextInput>;
  notice?: InputMaybe<Array<TextInput>>;
  startsAt: Scalars['AWSDateTime']['input'];
  endsAt: Scalars['AWSDateTime']['input'];
  zone: Scalars['String']['input'];
  languages: Array<Scalars['String']['input']>;
  access?: InputMaybe<Access>;
  state: EventState;
};

export type Query = {
  /** All events, for viewers without drafts; newest start first. */
  events: Array<Event>;
  event?: Maybe<Event>;
  /** What was last published. */
  liveState?: Maybe<LiveState>;
  programme?: Maybe<Programme>;
  /** The event's stages in their order. */
  stages: Array<Stage>;
  stage?: Maybe<Stage>;
};


export type QueryEventArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLiveStateArgs = {
  stage: Scalars['ID']['input'];
};


export type QueryProgrammeArgs = {
  stage: Scalars['ID']['input'];
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStagesArgs = {
  event: Scalars['ID']['input'];
};


export type QueryStageArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  /** Creates the event (`expected` left out) or changes the version that was seen. */
  putEvent?: Maybe<Event>;
  publishLiveState?: Maybe<LiveState>;
  putSession?: Maybe<Session>;
  removeSession?: Maybe<Session>;
  /** Puts any session of the stage on air, also an earlier one. `expected` is the stage's version. */
  startSession?: Maybe<Stage>;
  endSession?: Maybe<Stage>;
  putStage?: Maybe<Stage>;
  updateStageText?: Maybe<Stage>;
  setCurtain?: Maybe<Stage>;
};


export type MutationPutEventArgs = {
  input: EventInput;
  expected?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationPublishLiveStateArgs = {
  input: LiveStateInput;
};


export type MutationPutSessionArgs = {
  input: SessionInput;
  expected?: InputMaybe<Scalars['Int']['input']>;
  origin?: InputMaybe<Origin>;
};


export type MutationRemoveSessionArgs = {
  id: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationStartSessionArgs = {
  stage: Scalars['ID']['input'];
  session: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationEndSessionArgs = {
  stage: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationPutStageArgs = {
  input: StageInput;
  expected?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationUpdateStageTextArgs = {
  stage: Scalars['ID']['input'];
  title: Array<TextInput>;
  description: Array<TextInput>;
  expected: Scalars['Int']['input'];
};


export type MutationSetCurtainArgs = {
  stage: Scalars['ID']['input'];
  curtain: Curtain;
  expected: Scalars['Int']['input'];
};

/**
 * All that a stage's pages show that changes while they are open: a full snapshot with a rising `seq`, small by reference (DESIGN: long texts are
 * immutable files under `text/<stage>/<hash>.json`). Everything but `stage` and `seq` is nullable, so that a subscriber of an older page survives a
 * newer publisher.
 */
export type LiveState = {
  stage: Scalars['ID']['output'];
  seq: Scalars['Int']['output'];
  /** Server time at which the state was read. */
  at?: Maybe<Scalars['AWSDateTime']['output']>;
  /** The newest sign of life of a stage on air. Older than a minute, or null: not a live stage. */
  beat?: Maybe<Scalars['AWSDateTime']['output']>;
  event?: Maybe<LiveEvent>;
  /** The event's stages in their order, this one included. */
  stages?: Maybe<Array<LiveStage>>;
  title?: Maybe<Array<Text>>;
  /** Hash of the file that holds the stage's own description; null where there is none. */
  description?: Maybe<Scalars['String']['output']>;
  curtain?: Maybe<Curtain>;
  /** What may be played; empty while the curtain is down. */
  sources?: Maybe<Array<Source>>;
  /** On air. */
  session?: Maybe<LiveSession>;
  /** The next planned session. */
  next?: Maybe<LiveSession>;
  /** Hash of the file that holds the stage's timetable. */
  programme?: Maybe<Scalars['String']['output']>;
};

export type LiveEvent = {
  id: Scalars['ID']['output'];
  title?: Maybe<Array<Text>>;
  notice?: Maybe<Array<Text>>;
  startsAt?: Maybe<Scalars['AWSDateTime']['output']>;
  endsAt?: Maybe<Scalars['AWSDateTime']['output']>;
  zone?: Maybe<Scalars['String']['output']>;
  languages?: Maybe<Array<Scalars['String']['output']>>;
  access?: Maybe<Access>;
  state?: Maybe<EventState>;
};

export type LiveStage = {
  id: Scalars['ID']['output'];
  name?: Maybe<Array<Text>>;
};

export type LiveSession = {
  id: Scalars['ID']['output'];
  kind?: Maybe<SessionKind>;
  title?: Maybe<Array<Text>>;
  speakers?: Maybe<Array<Speaker>>;
  startsAt?: Maybe<Scalars['AWSDateTime']['output']>;
  endsAt?: Maybe<Scalars['AWSDateTime']['output']>;
  startedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** Hash of the file that holds the description; null where there is none. */
  description?: Maybe<Scalars['String']['output']>;
};

/** A playable picture. */
export type Source = {
  id: Scalars['ID']['output'];
  label?: Maybe<Array<Text>>;
  url?: Maybe<Scalars['String']['output']>;
};

export type LiveStateInput = {
  stage: Scalars['ID']['input'];
  seq: Scalars['Int']['input'];
  /** The LiveState as JSON. The publisher alone sends it, and builds it from the same SDL. */
  state: Scalars['AWSJSON']['input'];
};

export type Subscription = {
  onLiveState?: Maybe<LiveState>;
};


export type SubscriptionOnLiveStateArgs = {
  stage: Scalars['ID']['input'];
};

export type SessionKind =
  | 'TALK'
  | 'BREAK';

export type Speaker = {
  name: Array<Text>;
  affiliation: Array<Text>;
};

export type SpeakerInput = {
  name: Array<TextInput>;
  affiliation?: InputMaybe<Array<TextInput>>;
};

/** A row of the timetable: a talk or a break. */
export type Session = {
  /** `<event>.<stage>.<slug>`. */
  id: Scalars['ID']['output'];
  stage: Scalars['ID']['output'];
  kind: SessionKind;
  title: Array<Text>;
  description: Array<Text>;
  speakers: Array<Speaker>;
  /** As planned. */
  startsAt: Scalars['AWSDateTime']['output'];
  endsAt: Scalars['AWSDateTime']['output'];
  /** When it first went on air. */
  startedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** When it last left the air; absent while on air. */
  endedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** The fields that were edited at the desk; an import leaves them alone. */
  edited?: Maybe<Array<Scalars['String']['output']>>;
  version: Scalars['Int']['output'];
  updatedAt: Scalars['AWSDateTime']['output'];
  updatedBy?: Maybe<Scalars['String']['output']>;
};

/** A page of a stage's timetable, in order of planned start. */
export type Programme = {
  sessions: Array<Session>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type SessionInput = {
  id: Scalars['ID']['input'];
  kind?: InputMaybe<SessionKind>;
  title: Array<TextInput>;
  description?: InputMaybe<Array<TextInput>>;
  speakers?: InputMaybe<Array<SpeakerInput>>;
  startsAt: Scalars['AWSDateTime']['input'];
  endsAt: Scalars['AWSDateTime']['input'];
};

/** DESK is a person at the desk; IMPORT a spreadsheet, which changes neither a session that has started nor a field that was edited at the desk. */
export type Origin =
  | 'DESK'
  | 'IMPORT';

/** UP: the picture is given out. DOWN: it is not, whatever the encoder sends. */
export type Curtain =
  | 'UP'
  | 'DOWN';

export type Stage = {
  /** `<event>.<slug>`. */
  id: Scalars['ID']['output'];
  /** Its place among the event's stages, from 1. */
  order: Scalars['Int']['output'];
  name: Array<Text>;
  /** The stage's own text: what it says while nothing is on air. */
  title: Array<Text>;
  description: Array<Text>;
  curtain: Curtain;
  /** The session that is on air. */
  session?: Maybe<Scalars['ID']['output']>;
  version: Scalars['Int']['output'];
  updatedAt: Scalars['AWSDateTime']['output'];
  updatedBy?: Maybe<Scalars['String']['output']>;
};

export type StageInput = {
  id: Scalars['ID']['input'];
  order: Scalars['Int']['input'];
  name: Array<TextInput>;
};

/** What an audience reads, in one language. Lists of it are shown in the viewer's language or else the first one there is. */
export type Text = {
  /** BCP 47 tag, lower case: `ja`, `en`, `pt-br`. */
  lang: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type TextInput = {
  lang: Scalars['String']['input'];
  value: Scalars['String']['input'];
};
