/** What a message says to those it is for: its words, with what is filled in, in their own zone. */
import { append } from '../grouped.ts';
import {
  type FilledIn,
  filledIn,
  lookup,
  type MessageText,
  type Named,
  type Plan,
  type Release,
  type Step,
  type TextPart,
} from '../model.ts';
import { describeInstant, describeMinutes } from '../time/format.ts';
import type { Zone } from '../time/model.ts';
import { calendarsOf } from '../who/calendars.ts';
import { whenIs } from './dated/when-is.ts';
import type { MessageWords, Schedule } from './model.ts';
import { isRelative } from './relative.ts';

/** The steps with the words of each message, one text for those who share a zone. */
export function withMessages(plan: Plan, release: Release, schedule: Schedule): Schedule['steps'] {
  const messages = release.steps.filter((step) => step.text && schedule.steps[step.id]);
  if (messages.length === 0) return schedule.steps;
  const calendars = calendarsOf(plan, release);
  const steps = { ...schedule.steps };
  for (const step of messages) {
    const parts = partsOf(plan, release, step);
    const zones = new Map<Zone, string[]>();
    for (const { name } of step.targets) {
      const { zone } = calendars.of(name);
      append(zones, zone, name);
    }
    const messages = [...zones].map(([zone, to]): MessageWords => {
      return { to, zone, text: parts.map((part) => said(plan, release, schedule, part, zone)).join('') };
    });
    steps[step.id] = { ...steps[step.id]!, messages };
  }
  return steps;
}

/** Of a message: its own words, or those of the text that it names. */
export function partsOf(plan: Plan, release: Release, { text }: Step): readonly TextPart[] {
  const named = text?.ref && lookup(plan, release, text.ref.name);
  return text?.parts ?? (named?.kind === 'text' ? (named satisfies MessageText).parts : []);
}

function said(plan: Plan, release: Release, schedule: Schedule, part: TextPart, zone: Zone): string {
  if (typeof part === 'string') return part;
  const value = fillIn(plan, release, schedule, part, zone);
  return 'text' in value ? value.text : filledIn(part);
}

/** What is filled in, or why nothing can be. */
export type Value =
  | { readonly text: string }
  | { readonly lacks: 'thing' | 'time' | 'version' }
  /** There is no such thing of it; these there are. */
  | { readonly lacks: 'property'; readonly known: readonly string[] };

export function fillIn(plan: Plan, release: Release, schedule: Schedule, { ref, of }: FilledIn, zone: Zone): Value {
  const named = lookup(plan, release, ref.name) ?? implied(release, ref.name);
  if (!named) return { lacks: 'thing' };
  const isTimed = isWindow(named) || TIMED.has(named.kind);
  const known = asksOf(named.kind);
  const asked = of?.name ?? (isTimed ? 'when' : 'title');
  if (of && !known.includes(of.name)) return { lacks: 'property', known };
  if (asked === 'name') return { text: named.name ?? ref.name };
  if (asked === 'title') return { text: titleOf(plan, release, named) };
  if (asked === 'version') return versionOf(release, named as Versioned);
  const { start, end } = isWindow(named) ? (schedule.windows[named.id] ?? {}) : whenIs(schedule, named);
  const [first, last] = [asked === 'end' ? end : start, asked === 'start' ? start : end];
  if (first === undefined || last === undefined) return { lacks: 'time' };
  if (asked === 'length') return { text: describeMinutes(last - first) };
  if (isRelative(schedule, first)) return { lacks: 'time' };
  const from = describeInstant(first, zone);
  return { text: first === last ? from : `${from} .. ${describeInstant(last, zone)}` };
}

/** What may stand behind the dot of such a thing. */
export function asksOf(kind: Named['kind'] | Window['kind']): readonly string[] {
  const isTimed = kind === 'window' || TIMED.has(kind);
  return ['name', 'title', ...(isTimed ? TIMES : []), ...(kind === 'system' || kind === 'release' ? ['version'] : [])];
}

const TIMES = ['start', 'end', 'length'];

const TIMED: ReadonlySet<Named['kind']> = new Set<Named['kind']>([
  'step',
  'block',
  'milestone',
  'named-window',
  'rehearsal',
  'uat',
  'hypercare',
  'roster',
  'freeze',
  'event',
]);

/** What a release has without a name. */
export const IMPLIED_NAMES: readonly string[] = ['release', 'window'];

function implied(release: Release, name: string): Release | Window | undefined {
  if (name === 'release') return release;
  return name === 'window' ? release.windows[0] : undefined;
}

type Window = Release['windows'][number];

function isWindow(named: Named | Window): named is Window {
  return named.kind === 'window';
}

/** People are called by their title; a role by whoever fills it. */
function titleOf(plan: Plan, release: Release, named: Named | Window): string {
  if (isWindow(named)) return named.name ?? 'window';
  const holder = named.kind === 'role' ? named.holder : named.kind === 'implicit' ? named.who?.ref : undefined;
  const person = holder && lookup(plan, release, holder.name);
  if (person && person.kind !== 'role' && person.kind !== 'implicit') return person.title ?? person.name;
  return named.title ?? holder?.name ?? named.name ?? '';
}

type Versioned = Named & { readonly kind: 'system' | 'release' };

/** Of a system the one that the release brings, else the one it has. */
function versionOf({ steps }: Release, thing: Versioned): Value {
  const brings = steps.findLast((step) => step.version?.to && step.targets.some(({ name }) => name === thing.name));
  const text = thing.kind === 'release' ? thing.version?.to : (brings?.version?.to ?? thing.version);
  return text === undefined ? { lacks: 'version' } : { text };
}
