/** What makes a finding the same one in another version of the text: what it says of which thing, not where that stands. */
import type { Analysis } from '../analysis.ts';
import { type Place, type Plan, type Range, rootBlock, type Step, stepLabel } from '../model.ts';
import { comparePositions, contains } from '../place.ts';
import { hashText } from '../risk/draws.ts';
import { type Finding, withMembers } from './findings.ts';

export interface Identity {
  readonly code: string;
  /** The release it belongs to; else the path of its file. */
  readonly of: string;
  /** The thing it is about, as people would name it: `run: deploy web`, `person priya`. */
  readonly subject: string;
  /** 0 for the first finding of an analysis that all of the above is the same for, 1 for the second … */
  readonly occurrence: number;
}

export interface IdentityContext {
  /** The path of a file as every machine would spell it: relative to the repository. */
  pathOf(uri: string): string;
  text(uri: string): string | undefined;
}

/** Of every finding, and of each fact that is told with others: it stays the same one when more of its kind come, or others go. */
export function identities(analysis: Analysis, context: IdentityContext): ReadonlyMap<Finding, Identity> {
  const things = thingsOf(analysis.plan);
  const texts = new Map<string, readonly string[]>();
  const linesOf = (uri: string): readonly string[] => {
    const lines = texts.get(uri) ?? (context.text(uri) ?? '').split(/\r\n|\r|\n/);
    texts.set(uri, lines);
    return lines;
  };
  const seen = new Map<string, number>();
  return new Map(
    withMembers(analysis.findings).map((finding) => {
      const identity = {
        code: finding.code,
        of: finding.release ?? context.pathOf(finding.place.file),
        subject: subjectOf(finding, things, linesOf(finding.place.file)),
      };
      const key = identityKey(identity);
      const occurrence = seen.get(key) ?? 0;
      seen.set(key, occurrence + 1);
      return [finding, { ...identity, occurrence }];
    }),
  );
}

/** One text for all that is compared, the occurrence left out. */
export function identityKey({ code, of, subject }: Omit<Identity, 'occurrence'>): string {
  return JSON.stringify([code, of, subject]);
}

/** 16 hexadecimal digits, the same on every machine and in every later version of Release Plan. */
export function fingerprint(identity: Identity): string {
  const text = `${identityKey(identity)}#${identity.occurrence}`;
  return [0, 1].map((seed) => (hashText(text, seed) >>> 0).toString(16).padStart(8, '0')).join('');
}

/** A stretch of the text that stands for something. */
interface Thing {
  readonly label: string;
  readonly place: Place;
  readonly head: Place;
}

function thingsOf(plan: Plan): readonly Thing[] {
  const steps = plan.releases.flatMap((release) => release.steps);
  const declared = plan.declarations.filter((named) => named.kind !== 'step');
  return [
    ...declared.map(({ kind, name, place, head }) => ({ label: `${kind} ${name}`, place, head })),
    ...steps.map((step) => ({
      label: labelOf(step),
      place: step.usedAt ?? step.place,
      head: step.usedAt ?? step.head,
    })),
  ];
}

function labelOf(step: Step): string {
  const { kind, name } = rootBlock(step.block);
  return `${name ?? kind}: ${stepLabel(step)}`;
}

function subjectOf(finding: Finding, things: readonly Thing[], lines: readonly string[]): string {
  const { place, about = [] } = finding;
  const thing = innermost(things.filter((one) => contains(one.place, place)));
  // What is said of the thing as a whole stays the same when its line changes; what is said of a word of it, does not.
  const isWhole = thing !== undefined && comparePositions(thing.head.range.start, place.range.start) === 0;
  const words = isWhole ? '' : firstWords(lines, place.range);
  const said = thing?.label.endsWith(` ${words}`) ? '' : words;
  return [thing?.label, ...about, said].filter(Boolean).join(' / ');
}

/** Things nest, so the innermost around a place is the one that starts last. */
function innermost(things: readonly Thing[]): Thing | undefined {
  return things.reduce<Thing | undefined>(
    (inner, one) => (!inner || contains(inner.place, one.place) ? one : inner),
    undefined,
  );
}

/** The first line of a range, with single spaces; a comment at its end is not part of it. */
function firstWords(lines: readonly string[], { start, end }: Range): string {
  const line = lines[start.line] ?? '';
  const upTo = end.line === start.line ? end.character : line.length;
  return line.slice(start.character, upTo).replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

const LONGEST = 80;
