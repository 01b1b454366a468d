/** What holds of every check, and who says so, as JSON: the contract of `policy --format json`. Lines count from 1. */
import type { Place, ReleaseKind, Severity } from '../../plan/model.ts';
import { policyWords } from '../../plan/policies/describe.ts';
import type { Source, Sourced, SourcedCheck } from '../../plan/policies/policy.ts';

export interface JsonPolicy {
  path: string;
  /** `null`: for a release of that kind, whatever its name. */
  release: string | null;
  kind: ReleaseKind;
  checks: JsonPolicyCheck[];
}

export interface JsonPolicyCheck {
  code: string;
  severity: Severity | 'off';
  from: JsonSource;
  parameters: { name: string; value: number | string | readonly string[]; from: JsonSource }[];
}

export interface JsonSource {
  /** Who says it: the check itself, what holds for a kind of release, a pack, the line of a policy, a setting of the editor. */
  kind: 'check' | 'release-kind' | 'pack' | 'policy' | 'setting';
  /** Of the kind, the pack, or the policy as it is written; not of a check or a setting. */
  name?: string;
  path?: string;
  line?: number;
}

export function jsonPolicy(
  subject: Pick<JsonPolicy, 'path' | 'release' | 'kind'>,
  checks: readonly SourcedCheck[],
  pathOf: (uri: string) => string,
): JsonPolicy {
  const from = ({ source }: Sourced<unknown>) => jsonSource(source, pathOf);
  return {
    ...subject,
    checks: checks.map(({ check, severity, parameters }) => ({
      code: check.code,
      severity: severity.value,
      from: from(severity),
      parameters: Object.entries(parameters).map(([name, one]) => ({ name, value: one.value, from: from(one) })),
    })),
  };
}

function jsonSource(source: Source, pathOf: (uri: string) => string): JsonSource {
  const at = (place: Place) => ({ path: pathOf(place.file), line: place.range.start.line + 1 });
  switch (source.kind) {
    case 'release-kind':
      return { kind: source.kind, name: source.releaseKind };
    case 'pack':
      return { kind: source.kind, name: source.pack.name, ...at(source.place) };
    case 'policy':
      return { kind: source.kind, name: policyWords(source.policy), ...at(source.place) };
    default:
      return { kind: source.kind };
  }
}
