/** Which checks hold for a release of some kind, how severe they are, with what parameters, and who says so. */
import type { Check, Parameter, Parameters } from '../checks/check.ts';
import {
  type BuiltInKind,
  builtInKind,
  type Place,
  type Plan,
  type Policy,
  type PolicyRule,
  type ReleaseKind,
  type Severity,
} from '../model.ts';
import { ofText } from '../remembered.ts';
import { parseDuration } from '../time/duration.ts';
import type { Duration } from '../time/model.ts';
import { BUILT_IN_POLICY } from './kinds.ts';
import { type Pack, type ParameterSetting, packCalled, type Rule } from './pack.ts';

export interface EffectiveCheck {
  readonly severity: Severity | 'off';
  readonly parameters: Parameters;
}

/** By code: what the people who look at a plan want to be told, whatever the plan says. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** Who has said something about a check; the weakest first. */
export type Source =
  /** The check itself. */
  | { readonly kind: 'check' }
  /** What holds for the kind of the release where nobody has written a policy. */
  | { readonly kind: 'release-kind'; readonly releaseKind: ReleaseKind }
  /** A pack, at the name by which a policy builds on it. */
  | { readonly kind: 'pack'; readonly pack: Pack; readonly place: Place }
  /** The line of a policy. */
  | { readonly kind: 'policy'; readonly policy: Policy; readonly place: Place }
  /** The setting of whoever sits at an editor. */
  | { readonly kind: 'setting' };

export interface Sourced<T> {
  readonly value: T;
  readonly source: Source;
}

/** What holds of a check, and who says so. */
export interface SourcedCheck {
  readonly check: Check;
  readonly severity: Sourced<Severity | 'off'>;
  /** All that the check declares, by name. */
  readonly parameters: Readonly<Record<string, Sourced<ParameterSetting>>>;
}

/**
 * The severity and the parameters of a check, each with its source. What says nothing of a value leaves it as it was;
 * the stronger comes later:
 *
 * 1. the check; 2. what holds for the kind of the release; 3. policies for every kind; 4. policies for this kind;
 * 5. `severities`.
 *
 * Among policies of one rank those of the file stand above those of its imports, later above earlier ones. What a policy
 * builds on stands right below it. A value of another type than the parameter has counts as not said.
 */
export function sourcedCheck(
  check: Check,
  plan: Plan,
  kind: ReleaseKind | undefined,
  severities: Severities = {},
): SourcedCheck {
  const declared = check.parameters ?? {};
  let severity: SourcedCheck['severity'] = { value: check.severity, source: { kind: 'check' } };
  const parameters: Record<string, Sourced<ParameterSetting>> = {};
  for (const [name, parameter] of Object.entries(declared)) {
    parameters[name] = { value: parameter.default, source: { kind: 'check' } };
  }
  const say = (rule: Rule | undefined, source: Source) => {
    if (!rule) return;
    if (rule.severity) severity = { value: rule.severity, source };
    for (const [name, value] of Object.entries(rule.parameters ?? {})) {
      if (Object.hasOwn(declared, name)) parameters[name] = { value, source };
    }
  };
  const builtIn = kind === undefined ? undefined : builtInKind(plan, kind);
  if (builtIn) say(BUILT_IN_POLICY[builtIn][check.code], { kind: 'release-kind', releaseKind: builtIn });
  for (const policy of policiesFor(plan, kind)) {
    for (const said of lineage(policy)) {
      if ('pack' in said) {
        const source: Source = { kind: 'pack', pack: said.pack, place: said.place };
        say(said.pack.every[check.code], source);
        if (builtIn) say(said.pack.kinds[builtIn]?.[check.code], source);
        continue;
      }
      for (const rule of said.rules) {
        if (rule.code.name !== check.code) continue;
        say(readRule(rule, declared), { kind: 'policy', policy: said, place: rule.place });
      }
    }
  }
  const last = severities[check.code];
  if (last) severity = { value: last, source: { kind: 'setting' } };
  return { check, severity, parameters };
}

/** The severity and the parameters of a check, see `sourcedCheck`. */
export function effectiveCheck(
  check: Check,
  plan: Plan,
  kind: ReleaseKind | undefined,
  severities?: Severities,
): EffectiveCheck {
  if (plan.policies.length > 0 || severities?.[check.code]) return effective(check, plan, kind, severities);
  // Where nobody says anything of it, it is the same for all plans of a kind.
  const builtIn = kind === undefined ? 'none' : builtInKind(plan, kind);
  const known = unsaid.get(check) ?? new Map<BuiltInKind | 'none', EffectiveCheck>();
  unsaid.set(check, known);
  const one = known.get(builtIn) ?? effective(check, plan, kind);
  known.set(builtIn, one);
  return one;
}

const unsaid = new WeakMap<Check, Map<BuiltInKind | 'none', EffectiveCheck>>();

function effective(check: Check, plan: Plan, kind: ReleaseKind | undefined, severities?: Severities): EffectiveCheck {
  const { severity, parameters } = sourcedCheck(check, plan, kind, severities);
  const read = (name: string, type: Parameter['type']) => {
    if (check.parameters?.[name]?.type !== type) throw new Error(`${check.code} declares no ${type} \`${name}\``);
    return parameters[name]!.value;
  };
  return {
    severity: severity.value,
    parameters: {
      number: (name) => read(name, 'number') as number,
      duration: (name) => parsed(read(name, 'duration') as string),
      words: (name) => read(name, 'words') as readonly string[],
    },
  };
}

/** The kind of all releases of a file, where they share one: it holds for checks of the file as a whole. */
export function sharedKind(plan: Plan): ReleaseKind | undefined {
  const [first, ...rest] = plan.releases;
  return rest.every((release) => release.releaseKind === first?.releaseKind) ? first?.releaseKind : undefined;
}

/** The policies that hold for releases of a kind, the weakest first; without a kind those that hold for every one. */
export function policiesFor(plan: Plan, kind: ReleaseKind | undefined): readonly Policy[] {
  if (plan.policies.length === 0) return plan.policies;
  const every = plan.policies.filter((policy) => policy.releaseKinds === undefined);
  return kind ? [...every, ...plan.policies.filter((policy) => policy.releaseKinds?.includes(kind))] : every;
}

/** A policy behind all that it builds on, the farthest first. In a circle each is told once. */
export function lineage(policy: Policy): readonly (Policy | { readonly pack: Pack; readonly place: Place })[] {
  const policies = chainOf(policy);
  const { ref, policy: next } = policies.at(-1)?.base ?? {};
  const pack = ref && !next ? packCalled(ref.name) : undefined;
  return [...(ref && pack ? [{ pack, place: ref.place }] : []), ...policies.reverse()];
}

/**
 * The policies from this one round to itself again, it first and last; undefined: there is no such way. `inNone` holds those
 * from which no circle is reached, and gets those found on the way.
 */
export function circleOf(policy: Policy, inNone: Set<Policy>): readonly Policy[] | undefined {
  const chain = new Set<Policy>();
  let at: Policy | undefined = policy;
  for (; at && !chain.has(at) && !inNone.has(at); at = at.base?.policy) chain.add(at);
  if (at === policy) return [...chain, policy];
  if (!at || inNone.has(at)) for (const one of chain) inNone.add(one);
  return undefined;
}

/** The nearest first; where it would turn round it ends. */
function chainOf(policy: Policy): Policy[] {
  const chain = new Set<Policy>();
  for (let at: Policy | undefined = policy; at && !chain.has(at); at = at.base?.policy) chain.add(at);
  return [...chain];
}

function readRule(rule: PolicyRule, declared: Readonly<Record<string, Parameter>>): Rule {
  const parameters: Record<string, ParameterSetting> = {};
  for (const { name, values } of rule.parameters) {
    const parameter = Object.hasOwn(declared, name.name) ? declared[name.name] : undefined;
    const value = parameter && settingOf(parameter.type, values);
    if (value !== undefined) parameters[name.name] = value;
  }
  return { severity: rule.severity, parameters };
}

function settingOf(
  type: Parameter['type'],
  values: PolicyRule['parameters'][number]['values'],
): ParameterSetting | undefined {
  const [first] = values;
  if (!first) return undefined;
  if (type === 'number') return first.number;
  if (type === 'duration') return first.duration && first.text;
  // `none` is how a policy empties a list.
  return values.map((value) => value.text).filter((word) => word !== 'none');
}

/** Of a value of every check that has one, asked of each plan. */
const parsed = ofText((text): Duration => {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`\`${text}\` is no duration`);
  return duration;
});
