/**
 * Everything there is to know of a clause, once: a row that lacks a fact does not compile. The order of the rows is that of
 * a formatted line. Parser, formatter, completion, lowering, the reference and the tests read it here, most of them through
 * `clauses-of.ts`; `test/language/vocabulary.test.ts` holds it against the grammar.
 */
import type { AstNode } from 'langium';
import { STAGES, SYSTEM_KINDS, VERBS, type Verb, VOCABULARIES } from '../plan/model.ts';
import type { OwnClauses } from './generated/ast.ts';
import type { Line } from './lines.ts';
import type { Slot } from './slots.ts';

/** A list of the syntax tree that holds clauses. */
export type ClauseProperty = Exclude<keyof OwnClauses, keyof AstNode | 'strays'>;

/** `C`: the names of clauses. */
interface Facts<C> {
  readonly syntax: {
    /** A word and its value, a word that may stand without it, a word alone, a value alone. */
    readonly form: 'word' | 'open' | 'flag' | 'value';
    readonly property: ClauseProperty;
    /** Where else it is held, when it says something of another kind: `to 10 %`. */
    readonly alternative?: ClauseProperty;
    /** What a further part of it is held in: `undo 5m by ann`. */
    readonly part?: ClauseProperty;
    /** It holds a list, or may be given more than once. */
    readonly repeats: boolean;
    /** It may stand as a line in the block it belongs to. */
    readonly ownLine: boolean;
    /** People call steps so, and get the clause: `task done "…"`. */
    readonly takenForName?: true;
  };
  /** The lines that may carry it. */
  readonly lines: readonly Line[];
  /** On these lines it says nothing without that other clause. */
  readonly beside?: { readonly clause: C; readonly on: readonly Line[] };
  /** Where in the line it stands instead: right behind another clause that the line has, or where another one would. */
  readonly order?: { readonly behind?: C; readonly as?: C; readonly on?: readonly Line[] };
  /** What is offered behind its word, on most lines and on some; of a value, what is offered as one. */
  readonly asks: Slot;
  readonly asksOn?: Partial<Readonly<Record<Line, Slot>>>;
  readonly offers: string | readonly Offer[];
  /** Where it says another thing than on most lines: what, and an example of it there. */
  readonly there?: Partial<Readonly<Record<Line, readonly [detail: string, example: string]>>>;
  /** How messages and the reference call what has no word. */
  readonly called?: { readonly inMessages: string; readonly inTables: string };
  /** How it becomes a property of the plan, where that is the same on several lines; the others read it in their own way. */
  readonly folds: readonly Fold[];
  /** As the tests write it. */
  readonly example: string;
}

interface Offer {
  readonly text: string;
  readonly snippet?: string;
  readonly detail: string;
}

interface Fold {
  readonly on: readonly Line[];
  /** The property of the plan. */
  readonly to: string;
  readonly as: Reading;
  /** Of the part of the clause. */
  readonly ofPart?: true;
}

/** What is made of a clause: `lower/clauses.ts` has a function for each of these. */
export type Reading =
  | 'who'
  | 'doer'
  | 'whos'
  | 'names'
  | 'members'
  | 'frozen'
  | 'time'
  | 'times'
  | 'moment'
  | 'span'
  | 'range'
  | 'recurrence'
  | 'occasions'
  | 'after'
  | 'points'
  | 'any points'
  | 'estimate'
  | 'limit'
  | 'aim'
  | 'most'
  | 'open limit'
  | 'change'
  | 'version'
  | 'place'
  | 'environment'
  | 'channels'
  | 'any name'
  | 'origin'
  | 'fund'
  | 'only if'
  | 'things'
  | 'texts'
  | 'text'
  | 'open text'
  | 'flag';

const without = <A extends string, const B extends A>(
  all: readonly A[],
  some: readonly B[],
): readonly Exclude<A, B>[] => all.filter((one): one is Exclude<A, B> => !(some as readonly string[]).includes(one));

const onAll = <const L extends Line, const T>(lines: readonly L[], said: T) =>
  Object.fromEntries(lines.map((line) => [line, said])) as unknown as Readonly<Record<L, T>>;

const MOVING = [
  'backup',
  'snapshot',
  'migrate',
  'deploy',
  'configure',
  'switch',
  'restore',
] as const satisfies readonly Verb[];
/** The verbs with a source: `restore … from night-backup`. */
export const FROM_VERBS = [...MOVING, 'grant', 'revoke'] as const satisfies readonly Verb[];
/** What happens when its time has come, and what only when it is called. */
const BLOCKS = ['prepare', 'run', 'follow-up', 'phase', 'stream', 'sequence', 'parallel', 'outage'] as const;
const CALLED = ['rollback', 'play'] as const;
/** What is planned as late as possible, and what may stand in that. */
const EARLY = ['prepare', 'phase', 'stream', 'sequence', 'parallel'] as const;
const PLACED = [...VERBS, ...BLOCKS, 'milestone', 'use'] as const;
/** What comes behind something else, or is there for some kinds of release only. */
const BEHIND = [...PLACED, 'cycle'] as const;
const SCOPE = ['must', 'should', 'could', 'wont'] as const;
const THINGS = [...SYSTEM_KINDS, ...VOCABULARIES] as const;
/** Words that somebody looks after and that stand on something; a priority is a mere word. */
const KEPT_WORDS = without(VOCABULARIES, ['priority']);
const KEPT_THINGS = [...SYSTEM_KINDS, ...KEPT_WORDS] as const;
const RESULTS = ['passed', 'failed'] as const;
/** What may be done on another day than was planned, or be moved to one. */
export const KEPT_ON = [...VERBS, 'milestone', 'issue', ...SCOPE] as const;
const MOVED = [...KEPT_ON, 'window', 'rehearsal'] as const;
/** What may be given up, and stays in the plan as what it was. */
const DROPPABLE = [...VERBS, ...BLOCKS, 'cycle', ...CALLED, 'milestone', 'rehearsal', 'uat', ...SCOPE] as const;
/** When things must not be touched, and when alone they may be. */
const FROZEN = ['freeze', 'maintenance'] as const;

type Rows<T> = { readonly [C in keyof T]: Facts<keyof T> };
const tableOf = <const T extends Rows<T>>(rows: T): T => rows;
export const CLAUSE_TABLE = tableOf({
  of: {
    syntax: { form: 'word', property: 'of', repeats: true, ownLine: false },
    lines: FROZEN,
    asks: 'thing',
    offers: 'part of a set',
    folds: [{ on: FROZEN, to: 'of', as: 'frozen' }],
    example: 'of web',
  },
  is: {
    syntax: { form: 'word', property: 'is', repeats: true, ownLine: false },
    lines: ['team', 'role'],
    asks: 'who',
    offers: 'who fills it',
    folds: [],
    example: 'is ann, bob',
  },
  as: {
    syntax: { form: 'word', property: 'as', repeats: false, ownLine: false },
    lines: ['use', ...VERBS, 'kinds'],
    asks: 'name',
    asksOn: { kinds: 'release-kind' },
    offers: 'name of the step',
    there: { kinds: ['the kind it is asked like', 'as standard'] },
    folds: [],
    example: 'as other',
  },
  title: {
    syntax: { form: 'value', property: 'titles', repeats: false, ownLine: false },
    lines: [
      'cost',
      'spent',
      'release',
      'train',
      'runbook',
      'person',
      'party',
      'calendar',
      'audience',
      'environment',
      ...THINGS,
      'fund',
      'policy',
      ...FROZEN,
      'event',
      'criteria',
      'roster',
      'reserve',
      'team',
      'role',
      'benefit',
      'risk',
      'issue',
      'rehearsal',
      'uat',
      'hypercare',
      ...BLOCKS,
      'cycle',
      ...CALLED,
      'milestone',
      ...VERBS,
      'item',
      'how',
      'evidence',
      'text',
      'leave',
      'contact',
      'holiday',
      ...SCOPE,
    ],
    // `holiday 2026-12-25 "Christmas"`: the day is what the line is about.
    order: { as: 'zone', on: ['holiday', 'leave'] },
    asks: 'text',
    offers: [{ text: '"…"', snippet: '"$1"', detail: 'title' }],
    called: { inMessages: 'A title', inTables: 'title' },
    folds: [],
    example: '"In other words"',
  },
  quantity: {
    syntax: { form: 'value', property: 'quantities', repeats: false, ownLine: false },
    lines: ['budget', 'fund', 'cost', 'spent', 'quorum', 'rate', 'likelihood', 'actual'],
    asks: 'nothing',
    offers: [],
    called: { inMessages: 'A number', inTables: 'number' },
    folds: [],
    example: '3',
  },
  duration: {
    syntax: { form: 'value', property: 'durations', repeats: false, ownLine: false },
    lines: [
      'norm',
      'promise',
      'rehearsal',
      ...BLOCKS,
      'cycle',
      ...CALLED,
      ...VERBS,
      'tested',
      'keep',
      'notice',
      'impact',
      'measured',
      'actual',
    ],
    asks: 'duration',
    offers: [
      { text: '15m', detail: 'duration' },
      { text: '20m..25m..50m', snippet: '${1:20m}..${2:25m}..${3:50m}', detail: 'duration: least, likely, most' },
    ],
    called: { inMessages: 'A duration', inTables: 'duration' },
    folds: [{ on: [...BLOCKS, 'cycle', ...CALLED, ...VERBS, 'rehearsal'], to: 'duration', as: 'estimate' }],
    example: '25m',
  },
  span: {
    syntax: { form: 'value', property: 'spans', repeats: false, ownLine: false },
    lines: [
      'event',
      'roster',
      'window',
      'rehearsal',
      'uat',
      'hypercare',
      ...BLOCKS,
      'milestone',
      ...VERBS,
      'leave',
      'holiday',
      'deadlines',
      'skip',
      'review',
      'cover',
      ...FROZEN,
    ],
    // `cover by mara Sat 22:00 .. Sun 08:00`: who comes before when.
    order: { as: 'during', on: ['cover'] },
    asks: 'time',
    offers: [],
    called: { inMessages: 'A time', inTables: 'time or range' },
    folds: [],
    example: 'Thu 2026-12-10 23:00 .. 23:30',
  },
  zone: {
    syntax: { form: 'value', property: 'zones', repeats: false, ownLine: false },
    lines: ['zone'],
    asks: 'zone',
    offers: [],
    called: { inMessages: 'A zone', inTables: 'zone' },
    folds: [],
    example: 'Asia/Tokyo',
  },
  // Before the people: behind `by ann` it would name who stands in for her.
  else: {
    syntax: { form: 'word', property: 'else', repeats: false, ownLine: false },
    lines: [...CALLED],
    asks: 'who',
    offers: 'the deputy, or what comes next',
    folds: [],
    example: 'else spare',
  },
  by: {
    syntax: { form: 'word', property: 'by', part: 'byAlso', repeats: false, ownLine: true },
    lines: [
      ...KEPT_THINGS,
      ...FROZEN,
      'roster',
      'waive',
      'confirmed',
      'benefit',
      'risk',
      'issue',
      'rehearsal',
      'uat',
      ...BLOCKS,
      'cycle',
      ...CALLED,
      'milestone',
      'when',
      ...VERBS,
      'item',
      'evidence',
      'acknowledge',
      ...SCOPE,
      ...RESULTS,
      'sign-off',
      'cover',
    ],
    asks: 'who',
    offers: 'the one who answers for it',
    folds: [
      {
        on: [
          ...KEPT_WORDS,
          ...FROZEN,
          'roster',
          'waive',
          'confirmed',
          'benefit',
          'risk',
          'issue',
          'rehearsal',
          'uat',
          'milestone',
          'item',
          'evidence',
          'acknowledge',
          ...SCOPE,
          ...RESULTS,
          'sign-off',
          'cover',
        ],
        to: 'by',
        as: 'who',
      },
      { on: [...BLOCKS, 'cycle', ...CALLED, ...VERBS], to: 'by', as: 'doer' },
    ],
    // `freeze fridays of web every Fri by mara except …`: who answers for it comes before who may except it.
    order: { as: 'except', on: FROZEN },
    example: 'by bob',
  },
  accountable: {
    syntax: { form: 'word', property: 'accountable', repeats: false, ownLine: true },
    lines: [...VERBS, ...BLOCKS, 'cycle'],
    asks: 'who',
    offers: 'who answers for it, where that is not whoever does it',
    folds: [{ on: [...VERBS, ...BLOCKS, 'cycle'], to: 'accountable', as: 'who' }],
    example: 'accountable cid',
  },
  including: {
    syntax: { form: 'word', property: 'including', repeats: true, ownLine: true },
    lines: ['quorum'],
    asks: 'who',
    offers: 'who has to be among them',
    folds: [{ on: ['quorum'], to: 'including', as: 'members' }],
    example: 'including bob',
  },
  otherwise: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: true, takenForName: true },
    lines: ['cover'],
    asks: 'clause',
    offers: 'whenever nobody else covers',
    folds: [{ on: ['cover'], to: 'otherwise', as: 'flag' }],
    example: 'otherwise',
  },
  with: {
    syntax: { form: 'word', property: 'with', repeats: true, ownLine: true },
    lines: ['rehearsal', 'uat', ...BLOCKS, ...CALLED, 'milestone', 'when', ...VERBS, 'item'],
    asks: 'who',
    offers: 'whose time it takes, too; of a milestone, who has to be there; of a trigger, who decides with them',
    folds: [{ on: ['rehearsal', 'uat', ...BLOCKS, ...CALLED, 'milestone', ...VERBS, 'item'], to: 'with', as: 'whos' }],
    example: 'with cid',
  },
  via: {
    syntax: { form: 'word', property: 'via', repeats: true, ownLine: true },
    lines: ['notify', 'meet', 'cover', 'roster', 'when', 'escalate', ...STAGES],
    asks: 'channel',
    offers: 'channels',
    there: {
      ...onAll(STAGES, ['over which channels they hear of it', 'via call']),
      escalate: ['how they are called', 'via call'],
    },
    folds: [{ on: ['notify', 'meet', 'cover', 'roster', 'escalate', ...STAGES], to: 'via', as: 'channels' }],
    example: 'via mail, fax',
  },
  where: {
    syntax: { form: 'word', property: 'where', repeats: false, ownLine: true },
    lines: ['meet', 'gate', 'roster'],
    asks: 'text',
    offers: [{ text: 'where', snippet: 'where "$1"', detail: 'where people meet' }],
    folds: [
      { on: ['meet', 'gate', 'roster'], to: 'where', as: 'text' },
      { on: ['meet', 'gate', 'roster'], to: 'whereOpen', as: 'open text' },
    ],
    example: 'where "Room 5"',
  },
  in: {
    syntax: { form: 'word', property: 'in', repeats: false, ownLine: true },
    lines: [...SYSTEM_KINDS, 'rehearsal', 'uat', 'run', ...VERBS],
    asks: 'in',
    offers: 'environment or register',
    folds: [
      { on: VERBS, to: 'in', as: 'place' },
      { on: ['rehearsal', 'uat'], to: 'in', as: 'environment' },
      { on: SYSTEM_KINDS, to: 'environment', as: 'environment' },
    ],
    example: 'in staging',
  },
  to: {
    syntax: { form: 'word', property: 'to', alternative: 'shares', repeats: false, ownLine: true },
    lines: [...FROM_VERBS, ...SCOPE],
    beside: { clause: 'deferred', on: SCOPE },
    order: { behind: 'deferred' },
    asks: 'to',
    offers: 'destination',
    there: {
      switch: ['where it moves, or the share of the traffic', 'to 10 %'],
      grant: ['who gets it', 'to priya'],
      ...onAll(SCOPE, ['the release that takes it', 'to payments-4.3']),
    },
    folds: [],
    example: 'to vault',
  },
  for: {
    syntax: { form: 'word', property: 'for', alternative: 'forTime', repeats: true, ownLine: true },
    lines: ['policy', 'waive', 'change', 'confirmed'],
    asks: 'point',
    // `confirmed by dirk on Fri 2026-10-02 for Sat 2026-12-05 22:00`, `change C1 approved by cab on … for …`.
    order: { behind: 'on' },
    asksOn: { policy: 'release-kind', change: 'time', confirmed: 'time' },
    offers: 'subject',
    there: {
      policy: ['the kinds it holds for', 'for normal, major'],
      waive: ['what it excuses', 'for sam'],
      change: ['the date that is approved', 'for Sat 2026-12-05 22:00'],
      confirmed: ['the date they said yes to', 'for Sat 2026-12-05 22:00'],
    },
    folds: [{ on: ['waive'], to: 'for', as: 'any points' }],
    example: 'for look',
  },
  from: {
    syntax: { form: 'word', property: 'from', repeats: false, ownLine: true },
    lines: [
      'train',
      'policy',
      ...SYSTEM_KINDS,
      ...FROZEN,
      'budget',
      'cycle',
      ...VERBS,
      'cover',
      ...SCOPE,
      'issue',
      'risk',
    ],
    beside: { clause: 'every', on: ['cycle', ...without(VERBS, FROM_VERBS), 'train', 'cover'] },
    // `every 2w from … until …` is read as one.
    order: { behind: 'every' },
    asks: 'from',
    asksOn: {
      ...Object.fromEntries(SYSTEM_KINDS.map((line) => [line, 'time'])),
      freeze: 'time',
      maintenance: 'time',
      train: 'time',
      cycle: 'time',
      cover: 'time',
      policy: 'policy',
      budget: 'fund',
      must: 'release',
      should: 'release',
      could: 'release',
      wont: 'release',
      issue: 'release',
      risk: 'release',
    },
    offers: 'source, or begin of a span',
    // `must PAY-311 … from payments-4.1`: the release that left it open.
    there: {
      policy: ['what it builds on', 'from strict'],
      budget: ['the fund it is a part of', 'from platform'],
      revoke: ['who loses it', 'from priya'],
      ...onAll(SYSTEM_KINDS, ['since when it is in use', 'from T+2h']),
      ...onAll([...FROZEN, 'cycle', 'cover', 'train'], ['begin of the span', 'from Mon 2026-12-07 09:00']),
      ...onAll([...SCOPE, 'issue', 'risk'], ['the release that left it open', 'from payments-4.1']),
    },
    folds: [
      { on: SYSTEM_KINDS, to: 'from', as: 'time' },
      { on: [...SCOPE, 'issue', 'risk'], to: 'from', as: 'origin' },
      { on: ['budget'], to: 'from', as: 'fund' },
    ],
    example: 'from look',
  },
  until: {
    syntax: { form: 'word', property: 'until', part: 'untilWhen', repeats: false, ownLine: true },
    lines: ['train', 'party', ...SYSTEM_KINDS, 'waive', ...FROZEN, 'cycle', 'play', ...VERBS, 'cover'],
    beside: { clause: 'every', on: ['cycle', ...without(VERBS, ['wait']), 'train', 'cover'] },
    order: { behind: 'every' },
    asks: 'time',
    offers: 'end of a span',
    there: {
      wait: ['when it is over: a time, or what has to be so', 'until "Queue" = 0 from grafana ..2h'],
      ...onAll(['party', ...SYSTEM_KINDS], ['the last day of it', 'until 2027-06-30']),
    },
    folds: [{ on: ['party', ...SYSTEM_KINDS, 'waive', 'play'], to: 'until', as: 'time' }],
    example: 'until Fri 2026-12-11 01:00',
  },
  because: {
    syntax: { form: 'word', property: 'because', repeats: false, ownLine: true },
    lines: ['waive', ...RESULTS, ...DROPPABLE],
    beside: { clause: 'dropped', on: DROPPABLE },
    order: { behind: 'dropped' },
    asks: 'text',
    offers: [{ text: 'because', snippet: 'because "$1"', detail: 'why' }],
    folds: [{ on: ['waive', ...RESULTS], to: 'because', as: 'text' }],
    example: 'because "It is so"',
  },
  version: {
    syntax: { form: 'word', property: 'versions', repeats: false, ownLine: true },
    lines: ['release', ...SYSTEM_KINDS, 'rehearsal', ...MOVING, 'stop', 'start', 'verify', 'record'],
    asks: 'nothing',
    offers: 'old -> new',
    folds: [
      { on: ['release', ...MOVING, 'stop', 'start', 'verify', 'record'], to: 'version', as: 'change' },
      { on: [...SYSTEM_KINDS, 'rehearsal'], to: 'version', as: 'version' },
    ],
    example: 'version 1.2.3',
  },
  at: {
    syntax: { form: 'word', property: 'at', repeats: false, ownLine: true },
    lines: ['release', 'rehearsal', ...PLACED, 'when', 'review'],
    asks: 'time',
    offers: 'start',
    folds: [
      { on: [...VERBS, ...BLOCKS, 'use'], to: 'at', as: 'time' },
      { on: ['rehearsal', 'milestone'], to: 'at', as: 'moment' },
    ],
    example: 'at Thu 2026-12-10 23:00',
  },
  'not before': {
    syntax: { form: 'word', property: 'notBefore', repeats: false, ownLine: true },
    lines: VERBS,
    asks: 'time',
    offers: 'earliest start',
    folds: [{ on: VERBS, to: 'notBefore', as: 'time' }],
    example: 'not before Thu 2026-12-10 23:30',
  },
  due: {
    syntax: { form: 'word', property: 'due', repeats: false, ownLine: true },
    lines: ['issue', ...PLACED, ...CALLED, 'item', 'review', ...SCOPE, 'sign-off'],
    asks: 'time',
    offers: 'latest end',
    folds: [
      {
        on: ['issue', ...PLACED, ...CALLED, 'item', ...SCOPE, 'sign-off'],
        to: 'due',
        as: 'time',
      },
    ],
    example: 'due Thu 2026-12-10 20:05',
  },
  meaning: {
    syntax: { form: 'word', property: 'meanings', repeats: true, ownLine: true },
    lines: [...VERBS, ...BLOCKS, 'milestone', 'window', 'rehearsal'],
    asks: 'time',
    offers: 'the same moment in other words, which is held against it',
    folds: [{ on: [...VERBS, ...BLOCKS, 'milestone', 'window', 'rehearsal'], to: 'meaning', as: 'times' }],
    example: 'meaning 05:30 Asia/Tokyo',
  },
  was: {
    syntax: { form: 'word', property: 'was', repeats: true, ownLine: true },
    lines: MOVED,
    asks: 'time',
    offers: 'when it was planned for before',
    folds: [{ on: MOVED, to: 'was', as: 'times' }],
    example: 'was Wed 2026-12-09 23:00',
  },
  asap: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: false },
    lines: [...VERBS, ...EARLY],
    asks: 'clause',
    offers: 'as early as possible, instead of as late as possible',
    folds: [{ on: [...VERBS, ...BLOCKS], to: 'asap', as: 'flag' }],
    example: 'asap',
  },
  during: {
    syntax: { form: 'word', property: 'during', repeats: false, ownLine: true },
    lines: [
      ...FROZEN,
      'event',
      'roster',
      'reserve',
      'change',
      'uat',
      'hypercare',
      ...BLOCKS,
      'play',
      ...VERBS,
      'when',
      'cover',
    ],
    asks: 'time',
    offers: 'a range of time',
    folds: [
      { on: ['change'], to: 'during', as: 'span' },
      { on: [...VERBS, 'uat', 'event', 'roster', 'hypercare', ...BLOCKS, 'play', 'cover'], to: 'during', as: 'range' },
    ],
    example: 'during Thu 2026-12-10 22:30 .. 23:55',
  },
  every: {
    syntax: { form: 'word', property: 'every', repeats: false, ownLine: true },
    lines: ['train', ...FROZEN, 'cycle', ...VERBS, 'cover'],
    asks: 'recurrence',
    offers: 'recurrence',
    there: { ...onAll([...FROZEN, 'cover'], ['when it comes round', 'every Mon..Fri 09:00 .. 18:00']) },
    folds: [
      { on: ['train', 'cycle', ...VERBS], to: 'every', as: 'recurrence' },
      { on: [...FROZEN, 'cover'], to: 'every', as: 'occasions' },
    ],
    example: 'every 2h until Thu 2026-12-10 23:59',
  },
  within: {
    syntax: { form: 'word', property: 'within', repeats: false, ownLine: true },
    lines: ['acknowledge', 'escalate', ...STAGES],
    asks: 'duration',
    offers: 'how long it may take',
    folds: [
      { on: ['acknowledge', 'escalate'], to: 'within', as: 'limit' },
      { on: STAGES, to: 'within', as: 'most' },
      { on: STAGES, to: 'aim', as: 'aim' },
      { on: ['acknowledge', 'escalate', ...STAGES], to: 'withinOpen', as: 'open limit' },
    ],
    example: 'within 10m',
  },
  after: {
    syntax: { form: 'word', property: 'after', repeats: true, ownLine: true },
    lines: [...BEHIND, 'item', ...SCOPE],
    asks: 'point',
    offers: 'starts when this has ended',
    folds: [{ on: [...BEHIND, 'item', ...SCOPE], to: 'after', as: 'after' }],
    example: 'after look + 30m',
  },
  alongside: {
    syntax: { form: 'word', property: 'alongside', repeats: true, ownLine: true },
    lines: VERBS,
    asks: 'point',
    offers: 'starts together with',
    folds: [{ on: VERBS, to: 'alongside', as: 'points' }],
    example: 'alongside look',
  },
  undo: {
    syntax: { form: 'word', property: 'undos', part: 'undoBy', repeats: false, ownLine: true },
    lines: VERBS,
    asks: 'duration',
    offers: 'how long taking this back lasts',
    folds: [
      { on: VERBS, to: 'undo', as: 'estimate' },
      { on: VERBS, to: 'undoBy', as: 'doer', ofPart: true },
    ],
    example: 'undo 5m',
  },
  irreversible: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: true, takenForName: true },
    lines: VERBS,
    asks: 'clause',
    offers: 'cannot be taken back; needs an approver',
    folds: [],
    example: 'irreversible',
  },
  approved: {
    syntax: { form: 'open', property: 'approvedBy', repeats: false, ownLine: true, takenForName: true },
    lines: ['change', 'budget', 'fund', ...VERBS],
    // `irreversible approved by …` is read as one.
    beside: { clause: 'irreversible', on: VERBS },
    asks: 'nothing',
    offers: 'who has allowed it',
    folds: [{ on: ['change', 'budget', 'fund'], to: 'approvedBy', as: 'who' }],
    example: 'approved by bob',
  },
  enhancement: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: true },
    lines: SCOPE,
    asks: 'clause',
    offers: 'it is something new',
    folds: [{ on: SCOPE, to: 'enhancement', as: 'flag' }],
    example: 'enhancement',
  },
  correction: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: true },
    lines: SCOPE,
    asks: 'clause',
    offers: 'it mends what was wrong',
    folds: [{ on: SCOPE, to: 'correction', as: 'flag' }],
    example: 'correction',
  },
  escalated: {
    syntax: { form: 'open', property: 'escalatedTo', repeats: false, ownLine: true },
    lines: ['issue'],
    asks: 'nothing',
    offers: 'who decides about it now',
    folds: [{ on: ['issue'], to: 'escalatedTo', as: 'who' }],
    example: 'escalated to bob',
  },
  except: {
    syntax: { form: 'open', property: 'exceptBy', part: 'exceptFor', repeats: false, ownLine: true },
    lines: FROZEN,
    asks: 'nothing',
    offers: 'what is an exception, and who may allow it',
    folds: [
      { on: FROZEN, to: 'exceptBy', as: 'who' },
      { on: FROZEN, to: 'exceptFor', as: 'text', ofPart: true },
      { on: FROZEN, to: 'exceptOpen', as: 'open text', ofPart: true },
    ],
    example: 'except by bob',
  },
  added: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: true, takenForName: true },
    lines: SCOPE,
    asks: 'clause',
    offers: 'came in after the scope was agreed',
    folds: [],
    example: 'added on Mon 2026-11-16',
  },
  deferred: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: true, takenForName: true },
    lines: SCOPE,
    asks: 'clause',
    offers: 'goes into another release',
    folds: [],
    example: 'deferred to later',
  },
  dropped: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: false },
    lines: DROPPABLE,
    asks: 'clause',
    offers: [
      { text: 'dropped', snippet: 'dropped because "$1"', detail: 'given up: it is shown, and counts for nothing' },
    ],
    folds: [],
    example: 'dropped because "No time"',
  },
  on: {
    syntax: { form: 'word', property: 'on', repeats: true, ownLine: true },
    lines: [
      ...KEPT_THINGS,
      'change',
      'budget',
      'fund',
      'spent',
      'confirmed',
      'assessed',
      'actual',
      'frozen',
      'issue',
      ...SCOPE,
      ...RESULTS,
      'sign-off',
    ],
    beside: { clause: 'added', on: SCOPE },
    order: { behind: 'added' },
    asks: 'time',
    asksOn: Object.fromEntries(KEPT_THINGS.map((line) => [line, 'system'])),
    offers: 'the day',
    there: { ...onAll(KEPT_THINGS, ['what it stands on', 'on app-01']) },
    folds: [
      { on: KEPT_THINGS, to: 'on', as: 'things' },
      { on: ['change', 'budget', 'fund'], to: 'approvedOn', as: 'time' },
      { on: ['spent', 'confirmed', 'actual', ...RESULTS, 'sign-off'], to: 'on', as: 'time' },
      { on: ['issue'], to: 'escalatedOn', as: 'time' },
      { on: SCOPE, to: 'addedOn', as: 'time' },
    ],
    example: 'on Mon 2026-11-16',
  },
  under: {
    syntax: { form: 'word', property: 'under', repeats: false, ownLine: true },
    lines: SCOPE,
    asks: 'nothing',
    offers: 'the change record that allows it',
    folds: [{ on: SCOPE, to: 'under', as: 'any name' }],
    example: 'under C1',
  },
  tags: {
    syntax: { form: 'word', property: 'tags', repeats: true, ownLine: true },
    lines: ['release', ...BLOCKS, 'cycle', ...CALLED, 'use', ...VERBS],
    asks: 'tag',
    offers: 'words to filter by',
    folds: [{ on: [...BLOCKS, 'cycle', ...CALLED, 'use', ...VERBS], to: 'tags', as: 'texts' }],
    example: 'tags blue',
  },
  link: {
    syntax: { form: 'word', property: 'links', repeats: true, ownLine: true, takenForName: true },
    lines: [
      'release',
      'person',
      'party',
      'change',
      'event',
      'benefit',
      'risk',
      'issue',
      'roster',
      ...VERBS,
      'item',
      'evidence',
      ...SCOPE,
    ],
    asks: 'nothing',
    offers: 'address',
    folds: [
      { on: [...VERBS, 'item', 'evidence', 'roster', 'event'], to: 'links', as: 'texts' },
      { on: [...VERBS, 'item', 'evidence', 'change'], to: 'linkOpen', as: 'open text' },
    ],
    example: 'link https://acme.example/page',
  },
  'only for': {
    syntax: { form: 'word', property: 'onlyFor', repeats: true, ownLine: true },
    lines: [...BEHIND, ...CALLED, 'item'],
    asks: 'release-kind',
    offers: 'kinds of release',
    folds: [],
    example: 'only for major',
  },
  'only if': {
    syntax: { form: 'word', property: 'onlyIf', part: 'likely', repeats: true, ownLine: true },
    lines: [...VERBS, ...BLOCKS, 'cycle', 'item'],
    asks: 'nothing',
    offers: 'done only if this holds',
    folds: [{ on: [...VERBS, ...BLOCKS, 'cycle', 'item'], to: 'onlyIf', as: 'only if' }],
    example: 'only if "Notes merged" = "yes" likely 30 %',
  },
  optional: {
    syntax: { form: 'flag', property: 'flags', repeats: false, ownLine: true },
    lines: [...VERBS, ...BLOCKS, 'cycle', 'item'],
    asks: 'clause',
    offers: 'may be left out',
    folds: [{ on: [...VERBS, ...BLOCKS, 'cycle', 'item'], to: 'optional', as: 'flag' }],
    example: 'optional',
  },
  done: {
    syntax: { form: 'flag', property: 'flags', part: 'doneOn', repeats: false, ownLine: false, takenForName: true },
    lines: ['issue', 'milestone', ...VERBS, 'item', 'evidence', ...SCOPE, 'review', 'acknowledge'],
    asks: 'clause',
    offers: 'is finished',
    folds: [
      { on: ['issue', 'milestone', ...VERBS, 'item', 'evidence', ...SCOPE, 'acknowledge'], to: 'done', as: 'flag' },
      { on: ['review'], to: 'reviewed', as: 'flag' },
      { on: KEPT_ON, to: 'doneOn', as: 'time', ofPart: true },
    ],
    example: 'done',
  },
});

/** A clause by the word (or the kind of value) that starts it. */
export type Clause = keyof typeof CLAUSE_TABLE;
export type ClauseFacts = Facts<Clause>;
