/** The names of a generated plan: those it has declared, by what declares them, and which of them fit where. */
import { BLOCK_KINDS, SYSTEM_KINDS, VERBS } from '../../plan/model.ts';
import type { Random } from './random.ts';
import { ODD_NAMES } from './terminals.ts';

const WHO = ['person', 'team', 'role', 'party'];
const POINTS = ['as', ...VERBS, ...BLOCK_KINDS, 'milestone', 'rehearsal', 'uat', 'must', 'should'];

/** What is named there, by rule, clause or first word of the line. What is not in here takes any name. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  Who: WHO,
  Point: POINTS,
  notify: [...WHO, 'audience'],
  record: SYSTEM_KINDS,
  owner: WHO,
  sponsor: WHO,
  deputy: ['person'],
  veto: WHO,
  escalate: WHO,
  calendar: ['calendar'],
  team: ['team'],
  via: ['channel'],
  in: ['environment', 'register'],
  use: ['runbook'],
  for: ['as', 'must', 'risk'],
  from: ['as'],
  else: ['rollback', 'play'],
  Consequence: ['rollback', 'play', ...WHO],
};

/** Words that are no names of a plan but are expected there. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  kind: ['standard', 'normal', 'emergency', 'major'],
  'only for': ['standard', 'normal', 'emergency', 'major', 'minor'],
  side: ['start', 'end'],
  action: ['rollback', 'play', 'notify', 'postpone'],
  check: ['unassigned', 'verify-missing', 'backup-missing', 'outage-promise', 'no-such-check'],
  waive: ['unassigned', 'verify-missing', 'unused'],
  words: ['error', 'warning', 'information', 'off', 'nobody', 'all', 'no', 'return'],
  unit: ['EUR', 'USD', 'percent'],
  promise: ['outage', 'rollback'],
  needs: ['tests'],
  skills: ['postgres', 'oracle', 'network'],
  tags: ['night', 'web'],
};

const FRESH = ['ann', 'bob', 'cleo', 'web', 'api', 'orders-db', 'cache', 'prod', 'ops', 'go', 'first', 'last-step'];

export class Names {
  private readonly random: Random;
  private readonly declared = new Map<string, string[]>();
  private count = 0;

  constructor(random: Random) {
    this.random = random;
  }

  /** A name for something new; now and then one that is taken. */
  declare(kind: string): string {
    const { random } = this;
    const name = random.chance(0.05)
      ? random.pick(ODD_NAMES)
      : random.chance(0.9)
        ? `${random.pick(FRESH)}-${++this.count}`
        : random.pick(FRESH);
    const list = this.declared.get(kind);
    if (list) list.push(name);
    else this.declared.set(kind, [name]);
    return name;
  }

  /** A name that fits one of these uses, the narrowest first, or one that does not. */
  use(uses: readonly string[]): string {
    const { random } = this;
    for (const use of uses) {
      const expected = EXPECTED[use];
      if (expected && random.chance(0.85)) return random.pick(expected);
      const fitting = (FITTING[use] ?? []).flatMap((kind) => this.declared.get(kind) ?? []);
      if (fitting.length > 0 && random.chance(0.85)) return random.pick(fitting);
    }
    const all = [...this.declared.values()].flat();
    if (all.length > 0 && random.chance(0.7)) return random.pick(all);
    return random.chance(0.2) ? random.pick(ODD_NAMES) : random.pick(FRESH);
  }
}
