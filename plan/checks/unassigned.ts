import type { Fix, PlanEdit } from '../findings.ts';
import { type Block, lookup, type Step, type Who } from '../model.ts';
import { peopleOf } from '../people.ts';
import type { ReleaseCheck, ReleaseSubject } from './check.ts';
import { ranked } from './facts/accountable.ts';
import { standardRelease } from './facts/example.ts';
import { quoted, said, whoText } from './facts/words.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const unassigned: ReleaseCheck = {
  code: 'unassigned',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'A step that nobody does',
  why: 'What belongs to nobody is done by nobody, or by two people at once. Every step of the night has one name on it.',
  fixable: true,
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m undo 5m  // <- unassigned
        verify web 10m by jonas
        task   cache "Warm the cache" 10m by priya
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
        task   cache "Warm the cache" 10m by priya
      }
      `,
    ),
  },
  *find(subject) {
    const candidates = new Map<Block, readonly Who[]>();
    for (const step of subject.release.steps) {
      // Waiting needs nobody, and what is done was done by somebody.
      if (step.verb === 'wait' || step.done) continue;
      if (!step.by) {
        yield {
          message: `Nobody does ${said(step)}; add \`by\` and the name of who is accountable.`,
          place: step.head,
          fixes: fixes(subject, step, candidates),
        };
        continue;
      }
      const empty = emptiness(subject, step.by);
      if (!empty) continue;
      yield {
        message: `Nobody can be named for ${said(step)}: ${empty.message}.`,
        place: step.by.place,
        related: [{ message: `${quoted(step.by.ref.name)} is declared here`, place: empty.place }],
      };
    }
  },
};

/** Why nobody stands behind a who-slot; undefined where somebody does, or where another check says what is wrong. */
function emptiness({ plan, release }: ReleaseSubject, who: Who) {
  const named = lookup(plan, release, who.ref.name);
  if (!named) return undefined;
  if (named.kind === 'role' && !named.holder && !named.otherwise) {
    return {
      message: `nobody fills the role ${quoted(named.name)}; write \`role ${named.name} is NAME\``,
      place: named.head,
    };
  }
  if (named.kind !== 'team') return undefined;
  const { fixed, choices, outside } = peopleOf(plan, release, who, 'by');
  const isNobody = fixed.length === 0 && choices.length === 0 && outside.every((name) => name === named.name);
  return isNobody ? { message: `the team ${quoted(named.name)} has no members`, place: named.head } : undefined;
}

/** Behind an `undo` a `by` would name who takes the step back; there it goes before. */
function addClause(step: Step, text: string): PlanEdit {
  if (!step.undo) return { kind: 'append-clause', place: step.place, text };
  const { file, range } = step.duration?.place ?? step.targets.at(-1)?.place ?? step.namePlace;
  return { kind: 'replace', place: { file, range: { start: range.end, end: range.end } }, text: ` ${text}` };
}

/** Those who do most of the block already, else the owner of the release. */
function fixes({ release }: ReleaseSubject, step: Step, candidates: Map<Block, readonly Who[]>): readonly Fix[] {
  const near = candidates.get(step.block) ?? ranked(step.block.children);
  candidates.set(step.block, near);
  const names = near.length > 0 ? near.map(whoText) : release.owner ? [whoText(release.owner)] : [];
  return names.slice(0, 3).map((name) => ({
    title: `Give it to ${quoted(name)}`,
    edits: [addClause(step, `by ${name}`)],
  }));
}
