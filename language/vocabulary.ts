/**
 * Which lines stand where, and what each may carry: the half of the syntax that is a table.
 *
 * The parser takes any line anywhere; lowering, completion, the formatter's order and the language reference read what
 * fits from here. `test/language/vocabulary.test.ts` holds it against the grammar.
 */
import { BLOCK_KINDS, SYSTEM_KINDS, VERBS, type Verb, VOCABULARIES } from '../plan/model.ts';

/** A clause by the word (or the kind of value) that starts it. The order is the canonical one of a line. */
export const CLAUSES = [
  'of',
  'is',
  'as',
  'title',
  'quantity',
  'duration',
  'span',
  'zone',
  // Before the people: behind `by ann` it would name who stands in for her.
  'else',
  'by',
  'including',
  'otherwise',
  'with',
  'via',
  'in',
  'to',
  'for',
  'from',
  'until',
  'because',
  'version',
  'at',
  'not before',
  'due',
  'during',
  'every',
  'within',
  'after',
  'alongside',
  'undo',
  'irreversible',
  'approved',
  'except',
  'added',
  'deferred',
  'on',
  'under',
  'tags',
  'link',
  'only for',
  'done',
] as const;
export type Clause = (typeof CLAUSES)[number];

/** The property of the syntax tree that holds a clause. */
export const CLAUSE_PROPERTIES: Readonly<Record<Exclude<Clause, Flag>, string>> = {
  of: 'of',
  is: 'is',
  as: 'as',
  title: 'titles',
  quantity: 'quantities',
  duration: 'durations',
  span: 'spans',
  zone: 'zones',
  except: 'exceptBy',
  approved: 'approvedBy',
  on: 'on',
  under: 'under',
  by: 'by',
  including: 'including',
  with: 'with',
  else: 'else',
  via: 'via',
  in: 'in',
  to: 'to',
  from: 'from',
  until: 'until',
  for: 'for',
  because: 'because',
  version: 'versions',
  at: 'at',
  'not before': 'notBefore',
  due: 'due',
  during: 'during',
  every: 'every',
  within: 'within',
  after: 'after',
  alongside: 'alongside',
  undo: 'undos',
  tags: 'tags',
  link: 'links',
  'only for': 'onlyFor',
};

export const FLAGS = ['done', 'irreversible', 'deferred', 'added', 'otherwise'] as const;
export type Flag = (typeof FLAGS)[number];

/** Clauses that hold a list, or may be given more than once. */
export const REPEATABLE: ReadonlySet<Clause> = new Set<Clause>([
  'with',
  'after',
  'alongside',
  'of',
  'is',
  'on',
  'for',
  'tags',
  'link',
  'including',
  'only for',
]);

/** Kinds of place a line may stand in. */
export type Owner =
  | 'file'
  | 'release'
  | 'steps'
  | 'gate'
  | 'step'
  | 'item'
  | 'person'
  | 'party'
  | 'team'
  | 'calendar'
  | 'audience'
  | 'environment'
  | 'system'
  | 'policy'
  | 'criteria'
  | 'train'
  | 'benefit'
  | 'scope'
  | 'risk'
  | 'rehearsal'
  | 'uat'
  | 'roster'
  | 'nothing';

const STEP_LINES = [...VERBS, 'use', 'sequence', 'parallel', 'outage', 'milestone', 'when', 'point'];
const SHARED = ['waive', 'freeze', 'event', 'criteria', 'roster', 'team', 'role'];

/** The words that may open a line there. `clauses`: own clauses as lines. */
export const LINES: Readonly<Record<Owner, readonly string[]>> = {
  file: [
    'import',
    'zone',
    'release',
    'train',
    'runbook',
    'person',
    'party',
    'calendar',
    'audience',
    'environment',
    ...SYSTEM_KINDS,
    ...VOCABULARIES,
    'policy',
    'norm',
    ...SHARED,
  ],
  release: [
    'kind',
    'owner',
    'sponsor',
    'zone',
    'calendar',
    'window',
    'promise',
    'change',
    'budget',
    'confirmed',
    'benefit',
    'scope',
    'risk',
    'issue',
    'rehearsal',
    'uat',
    'hypercare',
    ...BLOCK_KINDS.filter((kind) => kind !== 'messages'),
    'milestone',
    'when',
    'use',
    ...VERBS,
    ...SHARED,
  ],
  steps: [...STEP_LINES, 'phase', 'stream'],
  gate: ['quorum', 'unanimous', 'majority', 'veto', 'needs', 'criterion', 'no-go', 'item'],
  step: ['tested', 'keep', 'acknowledge', 'item'],
  item: ['item'],
  person: ['calendar', 'zone', 'leave', 'skills', 'rate', 'contact', 'deputy', 'shift', 'working'],
  party: ['calendar', 'zone', 'contact'],
  team: ['calendar'],
  calendar: ['zone', 'working', 'holiday', 'holidays', 'deadlines'],
  audience: ['calendar', 'zone', 'channels', 'notice', 'uses', 'members'],
  environment: ['production', 'exclusive'],
  system: ['uses', 'writer', 'exclusive'],
  policy: ['check'],
  criteria: ['criterion'],
  train: ['template', 'carry-over', 'skip', 'release'],
  benefit: ['assessed', 'target', 'review'],
  scope: ['frozen', 'must', 'should', 'could', 'wont'],
  risk: ['likelihood', 'impact', 'threatens', 'mitigation', 'review'],
  rehearsal: ['passed', 'failed', 'measured'],
  uat: ['covers', 'sign-off'],
  roster: ['cover', 'shift', 'criterion', 'respond', 'escalate'],
  nothing: [],
};

/** What the block of a statement may hold. */
export function ownerOf(word: string): Owner {
  if ((SYSTEM_KINDS as readonly string[]).includes(word)) return 'system';
  if (word === 'gate') return 'gate';
  if ((VERBS as readonly string[]).includes(word)) return 'step';
  if (word === 'scope') return 'scope';
  if (word === 'hypercare' || word === 'roster') return 'roster';
  if ((BLOCK_KINDS as readonly string[]).includes(word) || word === 'runbook') return 'steps';
  return word in LINES ? (word as Owner) : 'nothing';
}

const STEP_CLAUSES: readonly Clause[] = [
  'as',
  'title',
  'duration',
  'by',
  'with',
  'in',
  'from',
  'until',
  'at',
  'not before',
  'due',
  'during',
  'every',
  'after',
  'alongside',
  'undo',
  'irreversible',
  'approved',
  'tags',
  'link',
  'only for',
  'done',
];

const MOVING: readonly Verb[] = ['backup', 'snapshot', 'migrate', 'deploy', 'configure', 'switch', 'restore'];
/** Clauses that say something about what some verbs do, and nothing about the others. */
const VERB_CLAUSES: readonly (readonly [Clause, readonly Verb[]])[] = [
  ['via', ['notify', 'meet']],
  ['to', [...MOVING, 'grant', 'revoke']],
  ['version', [...MOVING, 'stop', 'start', 'verify', 'record']],
];
/** The verbs with a source: `restore … from night-backup`. */
export const FROM_VERBS: readonly Verb[] = [...MOVING, 'grant', 'revoke'];

function stepClauses(verb: Verb): readonly Clause[] {
  const own = VERB_CLAUSES.flatMap(([clause, verbs]) => (verbs.includes(verb) ? clause : []));
  return CLAUSES.filter((clause) => STEP_CLAUSES.includes(clause) || own.includes(clause));
}

const BLOCK_CLAUSES: readonly Clause[] = ['title', 'span', 'by', 'at', 'due', 'during', 'after', 'tags', 'only for'];
/** What happens only when it is called begins then. */
const CALLED_CLAUSES: readonly Clause[] = ['title', 'by', 'due', 'else', 'tags', 'only for'];
const DONE_BY: readonly Clause[] = ['title', 'by', 'due', 'link', 'done'];

function isVerb(word: string): word is Verb {
  return (VERBS as readonly string[]).includes(word);
}

/** The clauses a line may carry, by its first word. */
export function clausesOf(word: string): readonly Clause[] {
  const own = LINE_CLAUSES[word];
  if (own) return own;
  if (isVerb(word)) return stepClauses(word);
  if ((SYSTEM_KINDS as readonly string[]).includes(word)) return ['title', 'on', 'in', 'until', 'version', 'by'];
  if ((VOCABULARIES as readonly string[]).includes(word)) return ['title', 'by', 'on'];
  if ((BLOCK_KINDS as readonly string[]).includes(word)) return BLOCK_CLAUSES;
  return [];
}

const LINE_CLAUSES: Readonly<Record<string, readonly Clause[]>> = {
  person: ['title', 'link'],
  party: ['title', 'link'],
  team: ['title', 'is'],
  role: ['title', 'is'],
  calendar: ['title'],
  audience: ['title'],
  environment: ['title'],
  freeze: ['title', 'of', 'from', 'until', 'during', 'except'],
  event: ['title', 'during', 'span'],
  policy: ['title', 'for', 'from'],
  criteria: ['title'],
  release: ['title', 'tags', 'link', 'at'],
  train: ['title', 'every', 'from', 'until'],
  runbook: ['title'],
  use: ['as', 'after', 'at', 'due', 'only for', 'tags'],
  benefit: ['title', 'by', 'link'],
  risk: ['title', 'by', 'link'],
  issue: DONE_BY,
  rehearsal: ['title', 'in', 'at', 'span', 'duration', 'by', 'with', 'version'],
  uat: ['title', 'in', 'by', 'with', 'during'],
  milestone: ['title', 'span', 'at', 'by', 'after', 'due', 'done', 'only for'],
  roster: ['title', 'span', 'during'],
  hypercare: ['title', 'span', 'during'],
  window: ['span'],
  scope: [],
  run: [...BLOCK_CLAUSES, 'in'],
  rollback: CALLED_CLAUSES,
  play: [...CALLED_CLAUSES, 'until'],
  must: ['title', 'by', 'due', 'added', 'on', 'under', 'deferred', 'to', 'after', 'link', 'done'],
  should: ['title', 'by', 'due', 'added', 'on', 'under', 'deferred', 'to', 'after', 'link', 'done'],
  could: ['title', 'by', 'due', 'added', 'on', 'under', 'deferred', 'to', 'after', 'link', 'done'],
  wont: ['title', 'by', 'due', 'added', 'on', 'under', 'deferred', 'to', 'after', 'link', 'done'],
  item: ['title', 'by', 'due', 'after', 'link', 'done'],
  zone: ['zone'],
  promise: ['duration'],
  change: ['approved', 'on', 'during', 'link'],
  budget: ['quantity', 'approved', 'on'],
  confirmed: ['by', 'on'],
  assessed: ['on'],
  review: ['at', 'due', 'span'],
  likelihood: ['quantity'],
  impact: ['duration'],
  'sign-off': ['due', 'by', 'on'],
  quorum: ['quantity', 'including'],
  tested: ['duration'],
  keep: ['duration'],
  acknowledge: ['within', 'by'],
  cover: ['by', 'span', 'during', 'otherwise'],
  respond: ['within'],
  holiday: ['span', 'title'],
  deadlines: ['span'],
  leave: ['span', 'title'],
  rate: ['quantity'],
  contact: ['title'],
  notice: ['duration'],
  writer: [],
  measured: ['duration'],
  passed: ['on', 'by', 'because'],
  failed: ['on', 'by', 'because'],
  skip: ['span'],
  frozen: ['on'],
  waive: ['for', 'until', 'because', 'by'],
  norm: ['duration'],
  'no-go': [],
};
