/** What may stand in a slot of names, a row for each kind of slot. */
import type { Named, Vocabulary } from '../../plan/model.ts';
import { WITH_TIME } from '../../plan/order/points.ts';

/** What may stand in a slot of names. */
export interface Expected {
  readonly kinds: readonly Named['kind'][];
  /** As the message says it: `a person, team or role`. */
  readonly words: string;
  /** Of blocks, those that are called. */
  readonly blocks?: readonly ('rollback' | 'play')[];
  /** Only what has a time fits: of systems and parties, those that live from or until one. */
  readonly timed?: true;
  /** Open: a word that is declared nowhere is fine unless others of its vocabulary are declared. */
  readonly open?: 'always' | Vocabulary;
  /** Of open ones: a word that is nearly the name of one of these kinds is that name, misspelt. */
  readonly near?: readonly Named['kind'][];
}

const TIMED_WORDS = 'something with a time: a step, block, gate, milestone, rehearsal, UAT or scope item';

export const EXPECTED = {
  who: { kinds: ['person', 'team', 'role', 'party', 'implicit'], words: 'a person, team or role' },
  /** A system does by itself what nobody has to be there for. */
  doer: { kinds: ['person', 'team', 'role', 'party', 'implicit', 'system'], words: 'a person, team or role' },
  person: { kinds: ['person', 'role', 'implicit'], words: 'a person' },
  told: {
    kinds: ['audience', 'person', 'team', 'role', 'party', 'implicit'],
    words: 'an audience, person, team or role',
  },
  calendar: { kinds: ['calendar'], words: 'a calendar' },
  thing: { kinds: ['system', 'environment'], words: 'a system or environment' },
  system: { kinds: ['system'], words: 'a system' },
  environment: { kinds: ['environment'], words: 'an environment' },
  place: { kinds: ['environment', 'word', 'named-window'], words: 'an environment or register', open: 'register' },
  channel: { kinds: ['word', 'system'], words: 'a channel', open: 'channel' },
  source: { kinds: ['word', 'system'], words: 'a source', open: 'source' },
  store: { kinds: ['word', 'environment', 'system', 'person', 'team', 'role'], words: 'a store', open: 'store' },
  priority: { kinds: ['word'], words: 'a priority', open: 'priority' },
  /** Declared things, or words of what is no thing of the plan (`strings`). */
  frozen: { kinds: [], words: '', open: 'always', near: ['system', 'environment'] },
  /** Where traffic or data are led: a word tells people more than a plan. */
  led: {
    kinds: ['word', 'environment', 'system', 'person', 'team', 'role'],
    words: 'a store',
    open: 'store',
    near: ['system', 'environment'],
  },
  fund: { kinds: ['fund'], words: 'a fund' },
  scopeItem: { kinds: ['scope-item'], words: 'an item of the scope' },
  window: { kinds: ['named-window'], words: 'a window' },
  called: { kinds: ['block'], words: 'a rollback or play', blocks: ['rollback', 'play'] },
  rollback: { kinds: ['block'], words: 'a rollback', blocks: ['rollback'] },
  play: { kinds: ['block'], words: 'a play', blocks: ['play'] },
  runbook: { kinds: ['runbook'], words: 'a runbook' },
  roster: { kinds: ['roster'], words: 'a roster' },
  template: { kinds: ['template', 'runbook', 'release'], words: 'a template, runbook or release', open: 'always' },
  text: { kinds: ['text'], words: 'a text' },
  policy: { kinds: ['policy'], words: 'a policy' },
  late: {
    kinds: ['step', 'block', 'milestone', 'scope-item', 'issue', 'rehearsal', 'uat'],
    words: 'something that can be late: a step, block, milestone, rehearsal, UAT, issue or scope item',
  },
  length: { kinds: ['step', 'block'], words: 'something that takes its time: a step or block' },
  failed: { kinds: ['step', 'rehearsal', 'uat'], words: 'something that can fail: a step, gate, rehearsal or UAT' },
  any: { kinds: [], words: '', open: 'always' },
  measured: { kinds: [], words: 'a step or another thing of the plan (what is measured stands between `"`)' },
  point: { kinds: WITH_TIME, words: TIMED_WORDS, timed: true },
  /** What a gate can ask for. */
  needed: {
    kinds: [...WITH_TIME, 'criteria'],
    words: 'something that can be done or hold: a step, gate, rehearsal, UAT, milestone, scope item or criteria',
  },
  /** What is threatened or mitigates may be whatever has a name. */
  named: { kinds: [], words: TIMED_WORDS },
} as const satisfies Record<string, Expected>;
