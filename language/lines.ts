/**
 * Which lines stand where. What each of them may carry is in `clauses.ts`.
 *
 * The parser takes any line anywhere; lowering, completion and the language reference read what fits from here.
 * `test/language/vocabulary.test.ts` holds it against the grammar.
 */
import { BLOCK_KINDS, type BlockKind, STAGES, SYSTEM_KINDS, VERBS, VOCABULARIES } from '../plan/model.ts';

/** Kinds of place a line may stand in. */
export type Owner =
  | 'file'
  | 'release'
  | 'steps'
  | 'gate'
  | 'step'
  | 'message'
  | 'item'
  | 'evidence'
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

/** The words of blocks of steps; those in the release itself have none. */
export const BLOCKS = BLOCK_KINDS.filter((kind): kind is Exclude<BlockKind, 'messages'> => kind !== 'messages');

const STEP_LINES = [...VERBS, 'use', 'sequence', 'parallel', 'outage', 'cycle', 'milestone', 'when', 'point'] as const;
const IN_STEP = ['tested', 'keep', 'acknowledge', 'escalate', 'how', 'expect', 'evidence', 'item'] as const;
const SHARED = ['waive', 'freeze', 'maintenance', 'event', 'criteria', 'roster', 'text', 'team', 'role'] as const;

const TABLE = {
  file: [
    'import',
    'zone',
    'kinds',
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
    'fund',
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
    'holidays',
    'window',
    'promise',
    'durations',
    'change',
    'budget',
    'cost',
    'spent',
    'confirmed',
    'benefit',
    'scope',
    'risk',
    'issue',
    'rehearsal',
    'uat',
    'hypercare',
    'priority',
    'reserve',
    ...BLOCKS,
    'milestone',
    'when',
    'use',
    ...VERBS,
    ...SHARED,
  ],
  steps: [...STEP_LINES, 'phase', 'stream'],
  gate: [
    'quorum',
    'unanimous',
    'majority',
    'veto',
    'consulted',
    'needs',
    'criterion',
    'no-go',
    'escalate',
    'how',
    'evidence',
    'item',
  ],
  step: IN_STEP,
  message: [...IN_STEP, 'text'],
  item: ['item'],
  evidence: ['keep'],
  person: ['calendar', 'holidays', 'zone', 'leave', 'skills', 'rate', 'contact', 'deputy', 'shift', 'working'],
  party: ['calendar', 'holidays', 'zone', 'contact'],
  team: ['calendar', 'holidays', 'contact'],
  calendar: ['zone', 'working', 'holiday', 'holidays', 'deadlines'],
  audience: ['calendar', 'holidays', 'zone', 'channels', 'notice', 'uses', 'members'],
  environment: ['production', 'exclusive'],
  system: ['uses', 'writer', 'exclusive'],
  policy: ['kinds', 'check'],
  criteria: ['criterion'],
  train: ['template', 'carry-over', 'skip', 'release'],
  benefit: ['assessed', 'target', 'review', 'actual'],
  scope: ['frozen', 'must', 'should', 'could', 'wont'],
  risk: ['likelihood', 'impact', 'threatens', 'mitigation', 'review', 'item'],
  rehearsal: ['passed', 'failed', 'measured', 'item'],
  uat: ['covers', 'sign-off', 'item'],
  roster: ['cover', 'shift', 'criterion', ...STAGES, 'escalate'],
  nothing: [],
} as const satisfies Readonly<Record<Owner, readonly string[]>>;

/** A line by the word that opens it. */
export type Line = (typeof TABLE)[Owner][number];

/** The words that may open a line there. */
export const LINES: Readonly<Record<Owner, readonly string[]>> = TABLE;

export function linesIn(owner: Owner): readonly Line[] {
  return TABLE[owner];
}

/** All of them, each once. */
export const LINE_WORDS = [...new Set<Line>(Object.values(TABLE).flat())];

/** What the block of a statement may hold. */
export function ownerOf(word: string): Owner {
  if ((SYSTEM_KINDS as readonly string[]).includes(word)) return 'system';
  if (word === 'gate') return 'gate';
  if (word === 'notify') return 'message';
  if ((VERBS as readonly string[]).includes(word)) return 'step';
  if (word === 'scope') return 'scope';
  if (word === 'hypercare' || word === 'roster') return 'roster';
  if ((BLOCK_KINDS as readonly string[]).includes(word) || word === 'runbook') return 'steps';
  return Object.hasOwn(LINES, word) ? (word as Owner) : 'nothing';
}

/** Those that begin with a name of something else, or with a word that is one. */
export const NAMING: ReadonlySet<string> = new Set<Line>([
  ...(['kind', 'owner', 'sponsor', 'zone', 'change', 'template', 'carry-over', 'use', 'reserve', 'escalate'] as const),
  ...(['deputy', 'members', 'skills', 'channels', 'writer', 'uses', 'holidays'] as const),
  ...(['covers', 'needs', 'veto', 'consulted', 'threatens', 'mitigation', 'likelihood', 'impact', 'measured'] as const),
]);
