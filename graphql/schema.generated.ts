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

export type Stage = {
  /** Whether pages show what goes with the picture when their own picture gets there; null and false: at once. */
  aligned?: Maybe<Scalars['Boolean']['output']>;
  /** In the order in which viewers are offered them; the first one plays. Viewers get those of a LiveState, with their addresses, while the curtain is up. */
  sources?: Maybe<Array<StageSource>>;
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

export type Mutation = {
  /** Whether the stage's pages wait for their pictures. `expected` is the stage's version. */
  setAligned?: Maybe<Stage>;
  /** Gives the stream key out. That it was given, to whom and when, is stored before. */
  copyStreamKey?: Maybe<StreamKey>;
  /**
   * Lowers the curtain of every stage that gives out the channel's picture, makes the stream key void, throws out whoever broadcasts with it, and makes a
   * new one. Asked again after it failed half way, it finishes; asked again after it succeeded, it replaces the new key.
   */
  replaceStreamKey?: Maybe<ReplacedKey>;
  /** Creates the event (`expected` left out) or changes the version that was seen. */
  putEvent?: Maybe<Event>;
  publishLiveState?: Maybe<LiveState>;
  putSession?: Maybe<Session>;
  removeSession?: Maybe<Session>;
  /** Puts any session of the stage on air, also an earlier one. `expected` is the stage's version. */
  startSession?: Maybe<Stage>;
  endSession?: Maybe<Stage>;
  /** All of a stage's sources, in their order. `expected` is the stage's version. */
  putSources?: Maybe<Stage>;
  /** Moves one source to another channel or address: pages follow without a reload. */
  moveSource?: Maybe<Stage>;
  putStage?: Maybe<Stage>;
  updateStageText?: Maybe<Stage>;
  setCurtain?: Maybe<Stage>;
  castBallot?: Maybe<Ballot>;
  /** Creates the survey (`expected` left out) or changes the draft that was seen. */
  putSurvey?: Maybe<Survey>;
  /** Removes a draft. */
  removeSurvey?: Maybe<Survey>;
  /** Another survey with the same words, as a draft, on any stage of the event. */
  copySurvey?: Maybe<Survey>;
  /** Words alone: ids, number and order of the options stay. Allowed in every state. */
  correctSurvey?: Maybe<Survey>;
  /** Asks it. A survey that is still on the page and closed is ended by it; one that is open refuses it. */
  openSurvey?: Maybe<Survey>;
  /** Moves the deadline of an open survey, or gives it one that many seconds from now. */
  extendSurvey?: Maybe<Survey>;
  /** Shuts the gate. `show`: everybody sees the results, provisional until the certificate. */
  closeSurvey?: Maybe<Survey>;
  showResults?: Maybe<Survey>;
  hideResults?: Maybe<Survey>;
  /** Takes it from the page. */
  endSurvey?: Maybe<Survey>;
  /** The card goes, viewers are told, ballots are kept and never counted. */
  withdrawSurvey?: Maybe<Survey>;
  /** Takes back the act in `undo`, within ten seconds of it. All ballots are kept. */
  undoSurvey?: Maybe<Survey>;
  /** Starts anew: withdraws the survey if it is on the page, and makes a draft of the same words. The copy is what comes back. */
  resetSurvey?: Maybe<Survey>;
  reviewAnswer?: Maybe<Survey>;
};


export type MutationSetAlignedArgs = {
  stage: Scalars['ID']['input'];
  aligned: Scalars['Boolean']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationCopyStreamKeyArgs = {
  channel: Scalars['ID']['input'];
};


export type MutationReplaceStreamKeyArgs = {
  channel: Scalars['ID']['input'];
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


export type MutationPutSourcesArgs = {
  stage: Scalars['ID']['input'];
  sources: Array<StageSourceInput>;
  expected: Scalars['Int']['input'];
};


export type MutationMoveSourceArgs = {
  stage: Scalars['ID']['input'];
  source: Scalars['ID']['input'];
  channel?: InputMaybe<Scalars['ID']['input']>;
  url?: InputMaybe<Scalars['AWSURL']['input']>;
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


export type MutationCastBallotArgs = {
  input: BallotInput;
};


export type MutationPutSurveyArgs = {
  input: SurveyInput;
  expected?: InputMaybe<Scalars['Int']['input']>;
  origin?: InputMaybe<Origin>;
};


export type MutationRemoveSurveyArgs = {
  survey: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationCopySurveyArgs = {
  survey: Scalars['ID']['input'];
  copy: Scalars['ID']['input'];
};


export type MutationCorrectSurveyArgs = {
  survey: Scalars['ID']['input'];
  question: Array<TextInput>;
  options?: InputMaybe<Array<SurveyOptionInput>>;
  expected: Scalars['Int']['input'];
};


export type MutationOpenSurveyArgs = {
  survey: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationExtendSurveyArgs = {
  survey: Scalars['ID']['input'];
  seconds: Scalars['Int']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationCloseSurveyArgs = {
  survey: Scalars['ID']['input'];
  show: Scalars['Boolean']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationShowResultsArgs = {
  survey: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationHideResultsArgs = {
  survey: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationEndSurveyArgs = {
  survey: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationWithdrawSurveyArgs = {
  survey: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationUndoSurveyArgs = {
  survey: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationResetSurveyArgs = {
  survey: Scalars['ID']['input'];
  copy: Scalars['ID']['input'];
  expected: Scalars['Int']['input'];
};


export type MutationReviewAnswerArgs = {
  survey: Scalars['ID']['input'];
  answer: Scalars['ID']['input'];
  review: AnswerReview;
  expected: Scalars['Int']['input'];
};

/** What an encoder of a channel needs, and what comes in from it now. The stream key itself is given by `copyStreamKey` alone. */
export type Broadcast = {
  /** A channel's name: `c1`. */
  channel: Scalars['ID']['output'];
  /** `BASIC` or `STANDARD`, as Amazon IVS calls them. */
  type: Scalars['String']['output'];
  /** As an encoder wants it: `rtmps://…:443/app/`. */
  server: Scalars['String']['output'];
  /** The last four characters of the stream key. Null where there is none: a replacement was cut short, and replacing once more makes one. */
  keyEnds?: Maybe<Scalars['String']['output']>;
  /** When the key was last given out, and to whom. */
  copied?: Maybe<KeyAct>;
  /** When it was last replaced, and by whom. */
  replaced?: Maybe<KeyAct>;
  /** Null while no encoder is connected. */
  signal?: Maybe<Signal>;
};

export type KeyAct = {
  at: Scalars['AWSDateTime']['output'];
  by: Scalars['String']['output'];
};

/** What comes in on a channel now. */
export type Signal = {
  /** When the encoder connected. */
  since: Scalars['AWSDateTime']['output'];
  health: StreamHealth;
  /** Null while it does not starve. */
  starvingSince?: Maybe<Scalars['AWSDateTime']['output']>;
  /** Null for the first moments of a stream. */
  ingest?: Maybe<Ingest>;
};

/** A stream key that was given out: whoever has it can broadcast on the channel. */
export type StreamKey = {
  channel: Scalars['ID']['output'];
  server: Scalars['String']['output'];
  key: Scalars['String']['output'];
};

export type ReplacedKey = {
  channel: Scalars['ID']['output'];
  /** The last four characters of the new key. */
  keyEnds: Scalars['String']['output'];
  /** The stages whose curtain was up and gave out the channel's picture: it is down now. */
  lowered: Array<Scalars['ID']['output']>;
  /** Whether somebody was broadcasting, and was thrown out. */
  cut: Scalars['Boolean']['output'];
};

export type Query = {
  broadcast?: Maybe<Broadcast>;
  /** All events, for viewers without drafts; newest start first. */
  events: Array<Event>;
  event?: Maybe<Event>;
  /** What was last published. */
  liveState?: Maybe<LiveState>;
  playback: Playback;
  programme?: Maybe<Programme>;
  /** The pool, in order. */
  channels: Array<Channel>;
  /** The event's stages in their order. */
  stages: Array<Stage>;
  stage?: Maybe<Stage>;
  /** What comes in on the channels of a stage. One that never had an encoder is not in it. */
  streams: Array<StageStream>;
  /** For operators all of them; for viewers those that were opened and not withdrawn. */
  surveys: Array<Survey>;
  /** Viewers get what the survey's policy lets them see now. Null: there is no such survey. */
  results?: Maybe<SurveyResults>;
  myBallot?: Maybe<Ballot>;
  tally?: Maybe<Tally>;
  /** A TEXT's answers, in no order. */
  answers?: Maybe<AnswerPage>;
  /** Every ballot, for the export. */
  ballots?: Maybe<BallotPage>;
};


export type QueryBroadcastArgs = {
  channel: Scalars['ID']['input'];
};


export type QueryEventArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLiveStateArgs = {
  stage: Scalars['ID']['input'];
};


export type QueryPlaybackArgs = {
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


export type QueryStreamsArgs = {
  stage: Scalars['ID']['input'];
};


export type QuerySurveysArgs = {
  stage: Scalars['ID']['input'];
};


export type QueryResultsArgs = {
  survey: Scalars['ID']['input'];
};


export type QueryMyBallotArgs = {
  survey: Scalars['ID']['input'];
};


export type QueryTallyArgs = {
  survey: Scalars['ID']['input'];
};


export type QueryAnswersArgs = {
  survey: Scalars['ID']['input'];
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryBallotsArgs = {
  survey: Scalars['ID']['input'];
  nextToken?: InputMaybe<Scalars['String']['input']>;
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
  /** How many watch, over all sources; null where nobody knows, which is not zero. */
  viewers?: Maybe<LiveViewers>;
  /** On air. */
  session?: Maybe<LiveSession>;
  /** The next planned session. */
  next?: Maybe<LiveSession>;
  /** Hash of the file that holds the stage's timetable. */
  programme?: Maybe<Scalars['String']['output']>;
  /** The survey on the page: open, closed, or just withdrawn. */
  survey?: Maybe<LiveSurvey>;
  /** Server time at which what goes with the picture last changed: a page waits with it for its own picture. Null where no page has to wait. */
  effectiveAt?: Maybe<Scalars['AWSDateTime']['output']>;
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

export type LiveSurvey = {
  id: Scalars['ID']['output'];
  /** Rises with each act: one opening is told once. */
  version?: Maybe<Scalars['Int']['output']>;
  state?: Maybe<SurveyState>;
  kind?: Maybe<SurveyKind>;
  question?: Maybe<Array<Text>>;
  options?: Maybe<Array<SurveyOption>>;
  minChoices?: Maybe<Scalars['Int']['output']>;
  maxChoices?: Maybe<Scalars['Int']['output']>;
  policy?: Maybe<ResultsPolicy>;
  changes?: Maybe<Scalars['Boolean']['output']>;
  electorate?: Maybe<Electorate>;
  openedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  closesAt?: Maybe<Scalars['AWSDateTime']['output']>;
  closedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  withdrawnAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** What everybody may see: `counts` is null where that is the number of ballots alone. */
  results?: Maybe<SurveyResults>;
  /** Hash of the file that holds a TEXT's shown answers (`{answers: [Answer]}`); null where none are shown. */
  answers?: Maybe<Scalars['String']['output']>;
};

export type LiveViewers = {
  count: Scalars['Int']['output'];
  /** When the oldest of the counts that it is the sum of was confirmed. */
  countedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** The last sums, at most five, oldest first; the last one is `count`. */
  trend?: Maybe<Array<Scalars['Int']['output']>>;
};

/** A playable picture. */
export type Source = {
  id: Scalars['ID']['output'];
  role?: Maybe<SourceRole>;
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

/** What kind of device a page is on. */
export type PlaybackDevice =
  | 'PHONE'
  | 'TABLET'
  | 'DESKTOP';

/** The family of a page's browser. On iPhones and iPads all of them are Safari inside, and count as it. */
export type PlaybackBrowser =
  | 'CHROME'
  | 'EDGE'
  | 'FIREFOX'
  | 'SAFARI'
  | 'OTHER';

/** Why there was no picture, as the viewer was told. */
export type PlaybackTrouble =
  | 'NOT_STARTED'
  | 'ENDED'
  | 'MISSING'
  | 'OVER_CAPACITY'
  | 'UNSUPPORTED'
  | 'SLOW_START'
  | 'UNREACHABLE';

/** Estimated from a histogram: right to about a step of it. */
export type PlaybackPercentiles = {
  p50: Scalars['Int']['output'];
  p95: Scalars['Int']['output'];
};

export type PlaybackRendition = {
  /** Pixels, rounded up to a usual height. */
  height: Scalars['Int']['output'];
  reports: Scalars['Int']['output'];
};

export type PlaybackTroubleCount = {
  trouble: PlaybackTrouble;
  count: Scalars['Int']['output'];
};

export type PlaybackNumbers = {
  /** Pages that reported: each counts itself once every ten minutes. */
  viewers: Scalars['Int']['output'];
  reports: Scalars['Int']['output'];
  /** Milliseconds from wanting the picture to seeing it; null where no page began. */
  firstFrameMs?: Maybe<PlaybackPercentiles>;
  /** Milliseconds between the stage and the screen; null where no player knows. */
  latencyMs?: Maybe<PlaybackPercentiles>;
  watchedSeconds: Scalars['Int']['output'];
  /** How often a picture that had played had to wait. */
  stalls: Scalars['Int']['output'];
  stalledSeconds: Scalars['Int']['output'];
  /** Share, from 0 to 1, of the time in which the picture should have moved and did not. */
  stallRatio: Scalars['Float']['output'];
  /** The tallest first; reports without a picture, or of players that do not tell, are in none. */
  renditions: Array<PlaybackRendition>;
  troubles: Array<PlaybackTroubleCount>;
};

export type PlaybackOfDevice = {
  device: PlaybackDevice;
  browser: PlaybackBrowser;
  numbers: PlaybackNumbers;
};

/** What the sampled viewers of a stage got in its last ten minutes. */
export type Playback = {
  since: Scalars['AWSDateTime']['output'];
  asOf: Scalars['AWSDateTime']['output'];
  total: PlaybackNumbers;
  /** Those that reported. */
  devices: Array<PlaybackOfDevice>;
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

/** FLOOR: the stage as it is. LANGUAGE: with an interpreter's voice. SIGN: in sign language. SPARE: not given to viewers; a source moves to it when its own is lost. */
export type SourceRole =
  | 'FLOOR'
  | 'LANGUAGE'
  | 'SIGN'
  | 'SPARE';

/** A picture that a stage has: from a channel of the pool, or from any HLS address. */
export type StageSource = {
  /** 1 to 20 characters a-z, 0-9 and hyphens, of its own within the stage. What viewers chose is remembered by it. */
  id: Scalars['ID']['output'];
  role: SourceRole;
  label: Array<Text>;
  /** A channel's name: `c1`. Either this or `url`. */
  channel?: Maybe<Scalars['ID']['output']>;
  url?: Maybe<Scalars['AWSURL']['output']>;
};

/** A channel of the pool, as Terraform made it. */
export type Channel = {
  name: Scalars['ID']['output'];
  /** `BASIC` or `STANDARD`, as Amazon IVS calls them. */
  type: Scalars['String']['output'];
  /** The address for the encoder, without its key. */
  ingestEndpoint: Scalars['String']['output'];
};

export type StageSourceInput = {
  id: Scalars['ID']['input'];
  role: SourceRole;
  label: Array<TextInput>;
  channel?: InputMaybe<Scalars['ID']['input']>;
  url?: InputMaybe<Scalars['AWSURL']['input']>;
};

/** UP: the picture is given out. DOWN: it is not, whatever the encoder sends. */
export type Curtain =
  | 'UP'
  | 'DOWN';

export type StageInput = {
  id: Scalars['ID']['input'];
  order: Scalars['Int']['input'];
  name: Array<TextInput>;
};

/** HEALTHY: the picture comes in. STARVING: the encoder is connected and sends too little, or nothing. UNKNOWN: nobody could tell. */
export type StreamHealth =
  | 'HEALTHY'
  | 'STARVING'
  | 'UNKNOWN';

/** What an encoder says that it sends. Null is what it did not say. */
export type Ingest = {
  /** Pixels. */
  width?: Maybe<Scalars['Int']['output']>;
  height?: Maybe<Scalars['Int']['output']>;
  /** Pictures a second. */
  frameRate?: Maybe<Scalars['Int']['output']>;
  /** As Amazon IVS calls it: `avc1.4D401F`. */
  videoCodec?: Maybe<Scalars['String']['output']>;
  /** Bits a second that the encoder was set to: what arrives may be less. */
  videoBitrate?: Maybe<Scalars['Int']['output']>;
  audioCodec?: Maybe<Scalars['String']['output']>;
  audioBitrate?: Maybe<Scalars['Int']['output']>;
  /** Hertz. */
  sampleRate?: Maybe<Scalars['Int']['output']>;
  /** 1 is mono, 2 stereo. */
  audioChannels?: Maybe<Scalars['Int']['output']>;
};

/** What comes in on a channel, as the live loop saw it for one stage. */
export type StageStream = {
  /** A channel's name: `c1`. */
  channel: Scalars['ID']['output'];
  /** Whether an encoder is connected. */
  live: Scalars['Boolean']['output'];
  startedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  health: StreamHealth;
  /** Since when it was seen to starve; null while it does not. */
  starvingSince?: Maybe<Scalars['AWSDateTime']['output']>;
  ingest?: Maybe<Ingest>;
  /** When somebody last looked. */
  checkedAt: Scalars['AWSDateTime']['output'];
};

/** What kind of answer is asked for. RATING: one of `1` to `5`. TEXT: a few words of one's own, which are shown after moderation only. */
export type SurveyKind =
  | 'SINGLE'
  | 'MULTIPLE'
  | 'RATING'
  | 'TEXT';

/** DRAFT → OPEN → CLOSED → ENDED, and from OPEN or CLOSED to WITHDRAWN: ballots kept, never counted. */
export type SurveyState =
  | 'DRAFT'
  | 'OPEN'
  | 'CLOSED'
  | 'ENDED'
  | 'WITHDRAWN';

/**
 * Who sees results when no operator has shown or hidden them. ALWAYS: everybody, at once. AFTER_ANSWER: who has answered. AFTER_CLOSE: everybody
 * once it is closed. OPERATOR_ONLY: nobody until an operator shows them.
 */
export type ResultsPolicy =
  | 'ALWAYS'
  | 'AFTER_ANSWER'
  | 'AFTER_CLOSE'
  | 'OPERATOR_ONLY';

/** Whose ballots are taken: everybody's; those whose token is older than the survey's opening; those who hold an invitation. */
export type Electorate =
  | 'EVERYBODY'
  | 'EARLIER'
  | 'INVITED';

export type SurveyAct =
  | 'OPEN'
  | 'EXTEND'
  | 'CLOSE'
  | 'SHOW'
  | 'HIDE'
  | 'END'
  | 'WITHDRAW';

export type SurveyOption = {
  /** 1 to 20 characters a-z, 0-9 and hyphens; of a RATING `1` to `5`. It never changes. */
  id: Scalars['ID']['output'];
  label: Array<Text>;
};

export type Survey = {
  /** `<event>.<stage>.<slug>`. */
  id: Scalars['ID']['output'];
  stage: Scalars['ID']['output'];
  /** Its place among the stage's prepared surveys, from 1. */
  order: Scalars['Int']['output'];
  kind: SurveyKind;
  question: Array<Text>;
  /** What can be chosen. Of a RATING: words for some of `1` to `5`, if any. Of a TEXT: none. */
  options: Array<SurveyOption>;
  /** Of a MULTIPLE: the fewest and the most choices of one answer; else 1. */
  minChoices: Scalars['Int']['output'];
  maxChoices: Scalars['Int']['output'];
  policy: ResultsPolicy;
  /** Whether an answer may be changed while the survey is open. */
  changes: Scalars['Boolean']['output'];
  electorate: Electorate;
  /** For how long it is open once opened; absent: until an operator closes it. */
  seconds?: Maybe<Scalars['Int']['output']>;
  state: SurveyState;
  /** Whether everybody sees the results. */
  resultsShown: Scalars['Boolean']['output'];
  openedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** What pages count down to. */
  closesAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** Until when ballots are taken: `closesAt` and the grace. */
  takesUntil?: Maybe<Scalars['AWSDateTime']['output']>;
  /** Ballots that were cast later do not count. */
  closedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  endedAt?: Maybe<Scalars['AWSDateTime']['output']>;
  withdrawnAt?: Maybe<Scalars['AWSDateTime']['output']>;
  /** The survey that this one is a copy of. */
  copyOf?: Maybe<Scalars['ID']['output']>;
  /** The last act, as long as it can be undone. */
  undo?: Maybe<SurveyUndo>;
  /** Of a TEXT: ids of the answers that moderation lets be shown, in the order of their showing, and of those that it turned down. */
  answersShown?: Maybe<Array<Scalars['ID']['output']>>;
  answersRejected?: Maybe<Array<Scalars['ID']['output']>>;
  certificate?: Maybe<Certificate>;
  /** The fields that were edited at the desk; an import leaves them alone. */
  edited?: Maybe<Array<Scalars['String']['output']>>;
  /** Rises with each act; an act names the version that it saw. */
  version: Scalars['Int']['output'];
  updatedAt: Scalars['AWSDateTime']['output'];
  updatedBy?: Maybe<Scalars['String']['output']>;
};

/** The act that can be undone, until when by the server's clock. */
export type SurveyUndo = {
  act: SurveyAct;
  until: Scalars['AWSDateTime']['output'];
};

/** SO_FAR while the survey is open, PROVISIONAL after closing, FINAL with the certificate. */
export type ResultsStatus =
  | 'SO_FAR'
  | 'PROVISIONAL'
  | 'FINAL';

export type OptionCount = {
  option: Scalars['ID']['output'];
  count: Scalars['Int']['output'];
};

/** An answer of a TEXT in the words of who gave it first, and how many gave it. */
export type Answer = {
  id: Scalars['ID']['output'];
  text: Scalars['String']['output'];
  count: Scalars['Int']['output'];
};

/** What may be seen of a survey's results by who asks. What is hidden is null; the number of ballots is no secret. */
export type SurveyResults = {
  survey: Scalars['ID']['output'];
  status: ResultsStatus;
  /** Ballots that count. */
  ballots: Scalars['Int']['output'];
  /** For each option in its order how many ballots chose it. */
  counts?: Maybe<Array<OptionCount>>;
  /** Of a TEXT: the answers that moderation lets be shown; null in a LiveState, which names a file instead. */
  answers?: Maybe<Array<Answer>>;
};

/** How long before the survey's opening the voter's token was first issued. AFTER: later than the opening. */
export type TokenAge =
  | 'AFTER'
  | 'MINUTES'
  | 'EARLIER';

export type TokenAgeCount = {
  age: TokenAge;
  ballots: Scalars['Int']['output'];
};

/** Ballots from one group of addresses. A hall behind one address is one too: the share of new tokens tells it from a stuffed vote. */
export type AddressCluster = {
  id: Scalars['ID']['output'];
  ballots: Scalars['Int']['output'];
  /** Of them, those with a token that is younger than the survey. */
  newTokens: Scalars['Int']['output'];
};

/** What the desk sees of the count at any time. */
export type Tally = {
  results: SurveyResults;
  asOf: Scalars['AWSDateTime']['output'];
  /** Some ballots are not in these numbers: the certificate will have them. */
  degraded: Scalars['Boolean']['output'];
  /** Ballots cast after closing, which do not count, and ballots with a choice that the survey does not have. */
  late: Scalars['Int']['output'];
  foreign: Scalars['Int']['output'];
  tokens: Array<TokenAgeCount>;
  /** The largest first, ten at most. */
  clusters: Array<AddressCluster>;
};

/** The result of the recount, written once. docs/surveys.md says what it proves. */
export type Certificate = {
  ballots: Scalars['Int']['output'];
  counts: Array<OptionCount>;
  closedAt: Scalars['AWSDateTime']['output'];
  countedAt: Scalars['AWSDateTime']['output'];
  late: Scalars['Int']['output'];
  foreign: Scalars['Int']['output'];
  tokens: Array<TokenAgeCount>;
  clusters: Array<AddressCluster>;
  /** SHA-256, hexadecimal, over the exported ballots' lines in their order. */
  digest: Scalars['String']['output'];
};

/** A viewer's own ballot. */
export type Ballot = {
  survey: Scalars['ID']['output'];
  choices: Array<Scalars['ID']['output']>;
  text?: Maybe<Scalars['String']['output']>;
  /** Server time. Whether it was in time, the survey's `closedAt` tells. */
  castAt: Scalars['AWSDateTime']['output'];
  /** The answer before it was changed, which counts where the change came too late. */
  prev?: Maybe<BallotAnswer>;
  prevAt?: Maybe<Scalars['AWSDateTime']['output']>;
};

export type BallotAnswer = {
  choices: Array<Scalars['ID']['output']>;
  text?: Maybe<Scalars['String']['output']>;
};

/** Whether a ballot counts. AS_BEFORE: it was changed too late, and counts as it was before. */
export type BallotVerdict =
  | 'COUNTED'
  | 'AS_BEFORE'
  | 'LATE'
  | 'FOREIGN';

/** A ballot as it is exported: by a keyed hash instead of its viewer, another one for each survey. */
export type ExportedBallot = {
  voter: Scalars['ID']['output'];
  castAt: Scalars['AWSDateTime']['output'];
  choices: Array<Scalars['ID']['output']>;
  text?: Maybe<Scalars['String']['output']>;
  verdict: BallotVerdict;
};

export type BallotPage = {
  ballots: Array<ExportedBallot>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type AnswerReview =
  | 'NEW'
  | 'SHOWN'
  | 'REJECTED';

/** An answer of a TEXT that waits for moderation or was moderated. */
export type ReviewedAnswer = {
  id: Scalars['ID']['output'];
  text: Scalars['String']['output'];
  count: Scalars['Int']['output'];
  firstAt: Scalars['AWSDateTime']['output'];
  review: AnswerReview;
};

export type AnswerPage = {
  answers: Array<ReviewedAnswer>;
  nextToken?: Maybe<Scalars['String']['output']>;
};

export type SurveyOptionInput = {
  id: Scalars['ID']['input'];
  label: Array<TextInput>;
};

export type SurveyInput = {
  id: Scalars['ID']['input'];
  order: Scalars['Int']['input'];
  kind: SurveyKind;
  question: Array<TextInput>;
  options?: InputMaybe<Array<SurveyOptionInput>>;
  minChoices?: InputMaybe<Scalars['Int']['input']>;
  maxChoices?: InputMaybe<Scalars['Int']['input']>;
  policy: ResultsPolicy;
  /** Default true. */
  changes?: InputMaybe<Scalars['Boolean']['input']>;
  /** Default EVERYBODY. */
  electorate?: InputMaybe<Electorate>;
  seconds?: InputMaybe<Scalars['Int']['input']>;
};

export type BallotInput = {
  survey: Scalars['ID']['input'];
  /** Ids of the options chosen; empty for a TEXT. */
  choices: Array<Scalars['ID']['input']>;
  /** Of a TEXT: the answer. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 40 characters a-z, 0-9 and hyphens, new for each answer: sending one answer twice is answering once. */
  requestId: Scalars['ID']['input'];
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
