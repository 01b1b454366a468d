/**
 * What a plan lacks by what it says already: names that it uses and nothing declares, a change where nothing is changed, and
 * what its checks ask for. Whoever begins a line there most likely means one of these.
 */
import { LINE_WORDS, type Line, type Owner } from '../../../language/lines.ts';
import { checks } from '../../../plan/checks/catalogue.ts';
import type { Check } from '../../../plan/checks/check.ts';
import { factsOf } from '../../../plan/findings/findings.ts';
import {
  CHANGE_VERBS,
  lookup,
  type Named,
  type Plan,
  type Reference,
  type Release,
  type SystemKind,
  type Verb,
} from '../../../plan/model.ts';
import { releaseAt } from '../../lookup.ts';
import type { CompletionSite } from '../proposal.ts';
import { besideHabits } from './usage.ts';

/** Words of lines, and how much the plan asks for each: 1 for what it cannot do without. */
export type Lacking = ReadonlyMap<string, number>;

export function lacking(site: CompletionSite): Lacking {
  const { plan, analysis } = site.file;
  const all = new Map<string, number>();
  const add = (word: string | undefined, much: number) => {
    if (word !== undefined) all.set(word, Math.max(all.get(word) ?? 0, much));
  };
  const release = releaseAt(plan, site.position);
  const { owner } = site.context;
  if (owner === 'file') {
    const beside = besideHabits(site.file);
    const isBeside = ({ name }: Reference) => beside.some(({ declared }) => declared.has(name));
    // What another file declares is imported, and not said once more.
    for (const one of plan.references) add(!one.target && isBeside(one) ? 'import' : declaring(one, plan), 1);
  }
  if (release) {
    if (owner === 'release' && release.windows.length === 0) add('window', 1);
    for (const one of plan.references) if (one.release === release.id && !one.target) add(called(one, owner), 1);
    const mine = factsOf(analysis.findings).filter((one) => one.release === release.name && !one.waived);
    for (const { code, message } of mine) {
      for (const asked of [code, ...quotedIn(message)]) {
        const { word, much = 0 } = BEGUN_BY.get(asked) ?? {};
        add(word, owner === 'steps' ? much * AMONG_STEPS : much);
      }
    }
    if (owner === 'steps' || owner === 'release') for (const verb of unchanged(plan, release)) add(verb, 1);
  }
  return all;
}

/** The line that would begin what is called and is not there: `then rollback back`, `from night-backup`. */
function called({ blocks, kinds }: Reference, owner: Owner): string | undefined {
  const [block] = blocks ?? [];
  if (owner === 'release')
    return block ?? (kinds.length === 1 ? LINE_WORDS.find((word) => word === kinds[0]) : undefined);
  return owner === 'steps' && kinds.length === 1 && kinds[0] === 'step' ? 'backup' : undefined;
}

function quotedIn(message: string): readonly string[] {
  return [...message.matchAll(/`([a-z-]+)`/g)].map(([, word]) => word!);
}

/** Where steps stand one of many places is meant. */
const AMONG_STEPS = 0.05;

const ASKED = { error: 1, warning: 0.6, information: 0.3 } as const;

/** The line that begins what a check asks for; an error more than a hint. */
const BEGUN_BY: ReadonlyMap<string, { readonly word: Line; readonly much: number }> = new Map(
  checks.flatMap((check: Check) => {
    const words = 'practice' in check && check.practice ? quotedIn(check.practice.begunBy) : [];
    const word = LINE_WORDS.find((line) => line === words[0]);
    return word ? [[check.code, { word, much: ASKED[check.severity] ?? 0 }] as const] : [];
  }),
);

/** The line that would declare a name that is used; undefined: it is declared, or nobody can say. */
function declaring({ target, name, kinds, place }: Reference, plan: Plan): string | undefined {
  if (target) return undefined;
  // A system may do a step, but whoever is named to do one is mostly a person.
  if (kinds[0] === 'person') return 'person';
  const verbs = plan.releases.flatMap(({ steps }) =>
    steps.filter(({ targets }) => targets.some((one) => one.name === name)).map(({ verb }) => verb),
  );
  if (verbs.includes('notify')) return 'audience';
  if (kinds.includes('system')) return systemKind(verbs);
  const [kind] = kinds;
  return kind && kinds.length > 0 && place.file === plan.file ? LINE_WORDS.find((word) => word === kind) : undefined;
}

/** By what is done to it: what is saved is data, what is deployed a service. */
function systemKind(verbs: readonly Verb[]): SystemKind {
  const kind = TAKES.find(([verb]) => verbs.includes(verb));
  return kind?.[1] ?? 'service';
}

const TAKES: readonly (readonly [Verb, SystemKind])[] = [
  ['backup', 'database'],
  ['migrate', 'database'],
  ['restore', 'database'],
  ['snapshot', 'server'],
  ['deploy', 'service'],
];

/** Of a release that changes nothing: the verbs that would change what it saves, proves or records, or what the plan has. */
function unchanged(plan: Plan, release: Release): readonly Verb[] {
  if (release.steps.some(({ verb }) => CHANGE_VERBS.includes(verb))) return [];
  const named = release.steps.flatMap(({ targets }) => targets.map(({ name }) => lookup(plan, release, name)));
  const systems = (all: Iterable<Named | undefined>) => [...all].filter((one) => one?.kind === 'system');
  const touched = systems(named);
  const all = touched.length > 0 ? touched : systems(plan.names.values());
  return all.flatMap((one) => (one.kind === 'system' ? (CHANGED_BY[one.type] ?? ['deploy']) : []));
}

const CHANGED_BY: Partial<Record<SystemKind, readonly Verb[]>> = {
  database: ['migrate'],
  queue: ['migrate', 'configure'],
  storage: ['migrate'],
  server: ['configure'],
  network: ['configure', 'switch'],
};
