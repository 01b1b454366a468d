/** Which checks hold for a release of some kind, how severe they are, and with what parameters. */
import type { Check, Parameter, Parameters } from './checks/check.ts';
import type { ParameterValue, Plan, PolicyRule, ReleaseKind, Severity } from './model.ts';
import { parseDuration } from './time/duration.ts';
import type { Duration } from './time/model.ts';

export interface EffectiveCheck {
  readonly severity: Severity | 'off';
  readonly parameters: Parameters;
}

/** A rule that holds without being written: what it leaves out is as the check itself says. */
export interface BuiltInRule {
  readonly severity?: Severity | 'off';
  readonly parameters?: Readonly<Record<string, number | string | readonly string[]>>;
}

/**
 * What is asked of the kinds of release that are not `normal`.
 *
 * `standard` is a small change that was approved beforehand: it decides nothing, so it needs no gate, no test by users,
 * no rehearsal; it still protects, proves and can be taken back. `emergency` repairs first and documents after.
 * `major` is `normal` with less left to luck.
 */
export const BUILT_IN_POLICY: Readonly<Record<ReleaseKind, Readonly<Record<string, BuiltInRule>>>> = {
  normal: {},
  standard: {
    'gate-missing': { severity: 'off' },
    'rehearsal-missing': { severity: 'off' },
    'uat-signoff-late': { severity: 'off' },
    'no-deputy': { severity: 'off' },
    'message-missing': { parameters: { announced: [], reported: ['told'] } },
  },
  emergency: {
    'gate-missing': { severity: 'warning' },
    'rehearsal-missing': { severity: 'off' },
    'uat-signoff-late': { severity: 'off' },
    'no-deputy': { severity: 'off' },
    'change-record-missing': { severity: 'warning' },
    'freeze-violation': { severity: 'warning' },
    'backup-unverified': { severity: 'warning' },
    'message-missing': { parameters: { announced: [] } },
  },
  major: {
    'rehearsal-missing': { parameters: { passed: 3 } },
    'no-deputy': { severity: 'error' },
    'estimate-missing': { severity: 'error' },
  },
};

/** By code: what the people who look at a plan want to be told, whatever the plan says. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/**
 * The severity and the parameters of a check. `severities` has the last word on how severe it is. A rule for the kind of the release wins over one for all kinds, and that
 * over the built-in policy; among rules of one rank the later one wins. What a rule leaves out stays as it was.
 */
export function effectiveCheck(
  check: Check,
  plan: Plan,
  kind: ReleaseKind | undefined,
  severities: Severities = {},
): EffectiveCheck {
  const rules = rulesFor(plan, check.code, kind);
  const builtIn = kind && BUILT_IN_POLICY[kind][check.code];
  let severity = builtIn?.severity ?? check.severity;
  const written = new Map<string, readonly ParameterValue[]>();
  for (const rule of rules) {
    if (rule.severity) severity = rule.severity;
    for (const { name, values } of rule.parameters) if (values.length > 0) written.set(name.name, values);
  }
  severity = severities[check.code] ?? severity;
  return { severity, parameters: parametersOf(check, builtIn?.parameters ?? {}, written) };
}

/** The kind of all releases of a file, where they share one: it holds for checks of the file as a whole. */
export function sharedKind(plan: Plan): ReleaseKind | undefined {
  const [first, ...rest] = plan.releases;
  return rest.every((release) => release.releaseKind === first?.releaseKind) ? first?.releaseKind : undefined;
}

/** The weakest first. */
function rulesFor(plan: Plan, code: string, kind: ReleaseKind | undefined): readonly PolicyRule[] {
  const ofRank = (rank: ReleaseKind | undefined) =>
    plan.policies
      .filter((policy) => policy.releaseKind === rank)
      .flatMap((policy) => policy.rules.filter((rule) => rule.code.name === code));
  return kind ? [...ofRank(undefined), ...ofRank(kind)] : ofRank(undefined);
}

function parametersOf(
  check: Check,
  builtIn: NonNullable<BuiltInRule['parameters']>,
  written: ReadonlyMap<string, readonly ParameterValue[]>,
): Parameters {
  const declared = <T extends Parameter['type']>(name: string, type: T) => {
    const parameter = check.parameters?.[name];
    if (parameter?.type !== type) throw new Error(`${check.code} declares no ${type} \`${name}\``);
    return parameter as Extract<Parameter, { type: T }>;
  };
  return {
    number(name) {
      const fallback = declared(name, 'number').default;
      return written.get(name)?.[0]?.number ?? (builtIn[name] as number | undefined) ?? fallback;
    },
    duration(name) {
      const fallback = declared(name, 'duration').default;
      return written.get(name)?.[0]?.duration ?? parsed((builtIn[name] as string | undefined) ?? fallback);
    },
    words(name) {
      const fallback = declared(name, 'words').default;
      const words = written.get(name)?.map((value) => value.text);
      // `none` is how a policy empties a list.
      if (words) return words.filter((word) => word !== 'none');
      return (builtIn[name] as readonly string[] | undefined) ?? fallback;
    },
  };
}

function parsed(text: string): Duration {
  const duration = parseDuration(text);
  if (!duration) throw new Error(`\`${text}\` is no duration`);
  return duration;
}
