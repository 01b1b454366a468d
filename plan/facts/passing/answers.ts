/**
 * What a plan owes once the time of a thing has come: one row for everything that can have a date, whatever it is, so that
 * nothing that is added to the language can be forgotten by time.
 */
import type { What } from '../../schedule/dated/whose-days.ts';
import { quoted, titleText } from '../words.ts';

export interface Answer {
  /** How a message begins with it. */
  called(label: string): string;
  /** What is missing as long as nobody has answered; left out: nobody has to, it only claims something. */
  readonly owes?: {
    readonly lacks: string;
    readonly todo: string;
    /** What several of them are, told together: `issues were due by now and are still open`. */
    readonly many: string;
    /** It is work, of which a plan that marks none as done says nothing. */
    readonly isWork?: true;
  };
  /** What an answer that is dated later than now claims; left out: it may be given before its time. */
  readonly claims?: string;
}

/** Its time comes and goes, and nobody has to say anything. */
const NOTHING = undefined;

const own = (label: string) => quoted(label);
const of = (what: string) => (label: string) => (label ? `${what} ${quoted(label)}` : what);

const DONE = {
  lacks: 'is not marked as done',
  todo: 'add `done`, or give it a new time',
  many: 'things were due by now and are not marked as done',
  isWork: true,
} as const;
/** A block is done with what is in it. */
const PARTS: Answer = { called: own, owes: { ...DONE, lacks: 'is not done: not all of its steps are marked so' } };

export const ANSWERS: Readonly<Record<What, Answer | undefined>> = {
  window: NOTHING,
  milestone: { called: of('Milestone'), owes: { ...DONE, lacks: 'is not marked as reached' }, claims: 'is reached' },
  freeze: NOTHING,
  maintenance: NOTHING,
  event: NOTHING,
  rehearsal: {
    called: of('Rehearsal'),
    owes: {
      lacks: 'has no result',
      todo: 'add `passed by WHO on DATE` or `failed`, or give it a new date',
      many: 'rehearsals were due by now and have no result',
    },
    claims: 'has a result',
  },
  'rehearsal result': { called: of('Rehearsal'), claims: 'has a result' },
  uat: NOTHING,
  hypercare: NOTHING,
  roster: NOTHING,
  cover: NOTHING,
  reserve: NOTHING,
  shift: NOTHING,
  run: PARTS,
  prepare: PARTS,
  'follow-up': PARTS,
  phase: PARTS,
  stream: PARTS,
  cycle: PARTS,
  block: PARTS,
  rollback: NOTHING,
  play: NOTHING,
  'point of no return': NOTHING,
  trigger: NOTHING,
  postponement: NOTHING,
  gate: { called: own, owes: { ...DONE, lacks: 'is not marked as decided' }, claims: 'is decided' },
  // It is the gate that is decided.
  'gate again': NOTHING,
  message: { called: own, owes: { ...DONE, lacks: 'is not marked as sent' }, claims: 'is sent' },
  meeting: { called: own, owes: { ...DONE, lacks: 'is not marked as held' }, claims: 'is held' },
  step: { called: own, owes: DONE, claims: 'is done' },
  checklist: { called: (label) => titleText(label), owes: DONE },
  'sign-off': {
    called: of('The sign-off of UAT'),
    owes: {
      lacks: 'nobody has signed',
      todo: 'add `on DATE` to it, or a new date',
      many: 'sign-offs were due by now and nobody has signed',
    },
    claims: 'is signed',
  },
  'scope item': {
    called: own,
    owes: {
      lacks: 'is not marked as done',
      todo: 'add `done`, give it a new date, or defer it',
      many: 'scope items were due by now and are not marked as done',
    },
    claims: 'is done',
  },
  'scope change': { called: own, claims: 'is added to the scope' },
  'scope freeze': NOTHING,
  issue: {
    called: of('Issue'),
    owes: {
      lacks: 'is still open',
      todo: 'add `done`, or give it a new date',
      many: 'issues were due by now and are still open',
    },
    claims: 'is solved',
  },
  escalation: { called: of('Issue'), claims: 'is escalated' },
  'risk review': {
    called: of('The review of risk'),
    owes: {
      lacks: 'nobody has looked at it',
      todo: 'add `done` to its `review`, or a new date',
      many: 'reviews of risks were due by now and nobody has looked',
    },
  },
  'benefit review': {
    called: of('The review of benefit'),
    owes: {
      lacks: 'nothing says what came of it',
      todo: 'measure it, and add `actual VALUE on DATE`',
      many: 'reviews of benefits were due by now and nobody has said what has come of them',
    },
  },
  'benefit measured': { called: of('Benefit'), claims: 'is measured' },
  'benefit assessed': { called: of('Benefit'), claims: 'is assessed' },
  change: NOTHING,
  'change approval': { called: of('Change'), claims: 'is approved' },
  'budget approval': { called: of('The budget'), claims: 'is approved' },
  spending: { called: own, claims: 'is spent' },
  confirmation: { called: (label) => (label ? `The yes of ${quoted(label)}` : 'The yes'), claims: 'is given' },
  'agreed date': NOTHING,
  waiver: NOTHING,
  'first use': NOTHING,
  expiry: NOTHING,
};
