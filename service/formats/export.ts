/** A release in a format of another program, and what of the plan that format cannot say. */
import { Unreadable } from '../../exchange/bounds.ts';
import { type Fact, factsOf, missingFrom, missingText, seenText } from '../../exchange/outline/facts.ts';
import { PLAN_FORMATS, planFormat } from '../../exchange/plan-formats.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { listed } from '../../plan/facts/words.ts';
import { nearest } from '../../plan/nearest.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Found } from '../../plan/what-if/find.ts';

export interface ExportAsk {
  /** One of those that `docs/exchange.md` lists as written. */
  readonly format: string;
  /** Default: the only one, or the first. */
  readonly release?: string;
  readonly for?: string;
  readonly profile?: string;
  readonly before?: Uint8Array;
  readonly now?: Instant;
}

export interface Exported {
  readonly data: string | Uint8Array;
  /** What the plan says and the format cannot, in a sentence; undefined: nothing. */
  readonly missing?: string;
}

/** @param name how answers call the file */
export async function exported(analysis: Analysis, name: string, ask: ExportAsk): Promise<Found<Exported>> {
  const format = planFormat(ask.format);
  const written = PLAN_FORMATS.filter(({ write }) => write);
  if (!format?.write) {
    return {
      trouble: `There is no format '${ask.format}' to write. There are ${written.map((one) => one.name).join(', ')}.`,
    };
  }
  const profile = profileIn(format.profiles?.map((one) => one.name) ?? [], ask.profile, format.name);
  if (typeof profile === 'object') return profile;
  const { releases } = analysis.plan;
  if (releases.length === 0) return { trouble: `${name} declares no release: there is nothing to export.` };
  const release = ask.release === undefined ? releases[0]! : releases.find((one) => one.name === ask.release);
  if (!release)
    return {
      trouble: `${name} has no release '${ask.release}'. It has: ${releases.map((one) => one.name).join(', ')}.`,
    };
  if (ask.for !== undefined && !format.canBeFor)
    return {
      trouble: `${format.name} is of all of a release; ${listed(forOne(), forOne().length)} can be of one person.`,
    };
  if (ask.for !== undefined && !isSomebody(analysis, release, ask.for))
    return { trouble: whoIs(analysis, release, ask.for) };
  try {
    const inProfile = format.profiles?.find(({ name: own }) => own === ask.profile)?.carries;
    const carries = inProfile ?? [...format.carries, ...(format.shows ?? [])];
    const told: string[] = [];
    const data = await format.write({
      tell: (sentence) => told.push(sentence),
      analysis,
      release,
      ...(ask.for !== undefined && { for: ask.for }),
      ...(ask.before && { before: ask.before }),
      ...(ask.now !== undefined && { now: ask.now }),
      ...(ask.profile !== undefined && { profile: ask.profile }),
    });
    const facts = factsOf(analysis.plan, release);
    const missing = missingFrom(carries, facts);
    const unread = format.read && !inProfile ? seenIn(missingFrom(format.carries, facts), missing) : new Map();
    told.push(...[missingText(missing), seenText(unread)].filter((text) => text !== undefined));
    return { data, ...(told.length > 0 && { missing: told.join(' ') }) };
  } catch (error) {
    if (error instanceof Unreadable) return { trouble: error.message };
    throw error;
  }
}

/** What does not come back, and is there. */
function seenIn(
  unread: ReadonlyMap<string, readonly Fact[]>,
  missing: ReadonlyMap<string, readonly Fact[]>,
): ReadonlyMap<string, readonly Fact[]> {
  return new Map([...unread].filter(([key]) => !missing.has(key)));
}

/** Why a profile cannot be meant; a text: it can. */
export function profileIn(
  all: readonly string[],
  wanted: string | undefined,
  format: string,
): '' | { readonly trouble: string } {
  if (wanted === undefined || all.includes(wanted)) return '';
  return {
    trouble:
      all.length === 0
        ? `${format} has no profiles.`
        : `${format} has no profile '${wanted}'. It has: ${all.join(', ')}.`,
  };
}

type ReleaseOf = Analysis['plan']['releases'][number];

/** Whether a format may be for them: whoever the language knows without a declaration, too. */
export function isSomebody({ plan }: Pick<Analysis, 'plan'>, release: ReleaseOf, name: string): boolean {
  const named = release.names.get(name) ?? plan.names.get(name);
  return named !== undefined && ['person', 'team', 'role', 'party', 'audience', 'implicit'].includes(named.kind);
}

function forOne(): readonly string[] {
  return PLAN_FORMATS.filter(({ canBeFor }) => canBeFor).map(({ name }) => name);
}

/** Whoever a format may be for. */
export function everybodyIn({ plan }: Analysis, release: ReleaseOf): readonly { name: string; title?: string }[] {
  return [...plan.names.values(), ...release.names.values()]
    .filter(({ kind }) => ['person', 'team', 'role', 'party', 'audience'].includes(kind))
    .map(({ name, title }) => ({ name, ...(title !== undefined && { title }) }));
}

function whoIs(analysis: Analysis, release: ReleaseOf, name: string): string {
  const near = nearest(
    name,
    everybodyIn(analysis, release).map((one) => one.name),
  );
  return `Nobody is called '${name}' in this plan${near ? `. Did you mean ${near}?` : ': name a person, team, role, party or audience.'}`;
}
