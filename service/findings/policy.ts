/** Which checks hold for a release, how severe they are, with what parameters, and who says so. */
import { type JsonPolicy, jsonPolicy } from '../../exchange/json/policy.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { type Plan, RELEASE_KINDS, type ReleaseKind } from '../../plan/model.ts';
import { type SourcedCheck, sourcedCheck } from '../../plan/policies/policy.ts';
import type { Found } from '../../plan/what-if/find.ts';

export interface PolicyAsk {
  /** Only this one; default: all releases of the file. */
  readonly release?: string;
  /** Instead: any release of this kind. */
  readonly kind?: ReleaseKind;
}

/** What holds for one release, or for one kind that a release of the file might be of. */
export interface HeldChecks {
  readonly release: string | null;
  readonly kind: ReleaseKind;
  readonly checks: readonly SourcedCheck[];
}

/** @param name how answers call the file */
export function checksHeld(plan: Plan, name: string, ask: PolicyAsk): Found<readonly HeldChecks[]> {
  const subjects = subjectsOf(plan, name, ask);
  if ('trouble' in subjects) return subjects;
  return subjects.map((one) => ({ ...one, checks: checks.map((check) => sourcedCheck(check, plan, one.kind)) }));
}

type Subject = Pick<HeldChecks, 'release' | 'kind'>;

function subjectsOf(plan: Plan, name: string, { release, kind }: PolicyAsk): Found<readonly Subject[]> {
  if (kind !== undefined) {
    if (release !== undefined) {
      return { trouble: '--kind is about any release of a kind: leave out --release, or --kind.' };
    }
    const kinds: readonly string[] = [...RELEASE_KINDS, ...plan.kinds.keys()];
    if (kinds.includes(kind)) return [{ release: null, kind }];
    return { trouble: `${name} knows no kind of release '${kind}'. There are ${kinds.join(', ')}.` };
  }
  if (plan.releases.length === 0) {
    return { trouble: `${name} declares no release: say with --kind what kind of release it is to be told for.` };
  }
  const chosen = plan.releases.filter((one) => release === undefined || one.name === release);
  if (chosen.length > 0) return chosen.map((one) => ({ release: one.name, kind: one.releaseKind }));
  const names = plan.releases.map((one) => one.name).join(', ');
  return { trouble: `${name} has no release '${release}'. It has: ${names}.` };
}

export function jsonPolicies(
  { file }: Plan,
  held: readonly HeldChecks[],
  pathOf: (uri: string) => string,
): JsonPolicy[] {
  return held.map(({ release, kind, checks }) => jsonPolicy({ path: pathOf(file), release, kind }, checks, pathOf));
}
