/** Who is asked for what, when: one section for each person, with how to reach them, their clock, their load and their rest. */
import { append } from '../../plan/grouped.ts';
import { lookup, releaseTitle, rootBlock, type Step } from '../../plan/model.ts';
import type { ScheduledStep, Span } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { explainStep } from '../schedule/explain.ts';
import { isOnCall, spansOf } from '../schedule/items.ts';
import { sourceOf } from '../schedule/panels/panel-frame.ts';
import { blockLabel } from '../schedule/rows.ts';
import { type Clock, createClock } from '../words/clock.ts';
import { contactWords } from '../words/contact-words.ts';
import { zoneOf } from '../words/zones.ts';
import type { TableShown } from './shown.ts';
import { byStart, doubtOf, linkOf, takesCell, whatCell } from './step-cells.ts';
import { cell, type Table, type TableRow, type TableSection, whenWanted } from './table.ts';

export function people(shown: TableShown): Table {
  const { release, schedule } = shown;
  const steps = new Map<string, Step[]>();
  for (const { step, scheduled } of byStart(release.steps, schedule)) {
    const { by, with: others } = scheduled ?? NOBODY;
    if (by.length === 1 && others.length === 0) append(steps, by[0]!, step);
    else for (const name of new Set([...by, ...others])) append(steps, name, step);
  }
  const covers = coversByPerson(shown);
  const names = new Set([...steps.keys(), ...covers.keys()]);
  const isElsewhere = (name: string) =>
    ownClock(name, shown) !== undefined &&
    (covers.has(name) || steps.get(name)!.some((step) => !isOnCall(rootBlock(step.block))));
  return {
    caption: `Who works on ${releaseTitle(release)}, and when; times are ${release.zone}, and of whoever lives elsewhere their own.`,
    columns: [
      { title: 'When', align: 'end' },
      { title: 'Their clock', align: 'end', isExtra: true, isUsed: [...names].some(isElsewhere) },
      { title: 'Takes', align: 'end' },
      { title: 'What', share: 3 },
      { title: 'Part', share: 1 },
    ],
    sections: [...names].map((name) => sectionOf(name, steps.get(name) ?? [], covers.get(name) ?? [], shown)),
  };
}

const NOBODY: Pick<ScheduledStep, 'by' | 'with'> = { by: [], with: [] };

/** Of whoever lives elsewhere; undefined: they live where the release does, or it has no date. */
function ownClock(name: string, { analysis, release, schedule }: TableShown): Clock | undefined {
  const zone = zoneOf(analysis.plan, release, name);
  return zone === undefined || zone === release.zone || schedule.T === undefined
    ? undefined
    : createClock(zone, 'dated');
}

interface Covered extends Span {
  readonly label: string;
  readonly row: (cells: TableRow['cells']) => TableRow;
}

/** Rosters whose covers name them. */
function coversByPerson({ release, schedule }: TableShown): ReadonlyMap<string, readonly Covered[]> {
  const byName = new Map<string, Covered[]>();
  for (const roster of release.rosters) {
    const span = schedule.rosters[roster.id];
    if (!span) continue;
    for (const cover of [roster, ...roster.cover]) {
      if (!cover.by) continue;
      const of = 'during' in cover ? schedule.dated.find(({ of: whose }) => whose === cover.id) : undefined;
      const own = of?.start !== undefined && of.end !== undefined ? { start: of.start, end: of.end } : span;
      const entry: Covered = {
        ...own,
        label: roster.title ?? roster.name,
        row: (cells) => ({ source: sourceOf(cover.place), cells }),
      };
      append(byName, cover.by.ref.name, entry);
    }
  }
  return byName;
}

function sectionOf(name: string, steps: readonly Step[], covers: readonly Covered[], shown: TableShown): TableSection {
  const { analysis, release, schedule } = shown;
  const kind = schedule.T === undefined ? 'relative' : 'dated';
  const clock = createClock(release.zone, kind);
  const zone = zoneOf(analysis.plan, release, name);
  const own = ownClock(name, shown);
  const named = lookup(analysis.plan, release, name);
  const forward: Step[] = [];
  const called: Step[] = [];
  let [load, from, to] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const step of steps) {
    const root = rootBlock(step.block);
    (isOnCall(root) ? called : forward).push(step);
    if (root.kind !== 'run') continue;
    const { start, end } = schedule.steps[step.id]!;
    load += end - start;
    from = Math.min(from, start);
    to = Math.max(to, end);
  }
  const detail = [
    zone && zone !== release.zone ? zone : '',
    contactWords(analysis.plan, release, name) ?? '',
    load > 0 ? `${describeMinutes(load)} of work in the run, ${clock.time(from)} to ${clock.timeAfter(to, from)}` : '',
  ];
  const place = named && 'place' in named ? sourceOf(named.place) : undefined;
  const rowOf = (step: Step): TableRow =>
    whenWanted(linkOf(step), () => {
      const planned = schedule.steps[step.id]!;
      const { start, by } = planned;
      const root = rootBlock(step.block);
      const isCalled = isOnCall(root);
      const time = clock.relative ? clock.time(start) : `${clock.day(start)} ${clock.timeAfter(start, start)}`;
      return {
        finding: shown.findingsAt(step.place),
        get description() {
          return explainStep(release, step, planned, spansOf(planned), clock);
        },
        get cells() {
          return [
            cell(isCalled ? `if ${blockLabel(root)}` : time, { doubt: doubtOf(step, shown.doubt) }),
            cell(own && !isCalled ? own.time(start) : ''),
            takesCell(step, planned),
            whatCell(step),
            cell(by[0] === name ? 'does it' : by.includes(name) ? 'does it with others' : 'takes part'),
          ];
        },
      };
    });
  const coverRow = (cover: Covered): TableRow =>
    cover.row([
      cell(`${clock.day(cover.start)} ${clock.timeAfter(cover.start, cover.start)}`),
      cell(own ? own.time(cover.start) : ''),
      cell(describeMinutes(cover.end - cover.start)),
      cell(cover.label, { lead: 'cover' }),
      cell(`until ${clock.time(cover.end)}`),
    ]);
  const early = [...covers].sort((a, b) => a.start - b.start);
  const rows: TableRow[] = [];
  for (const step of forward) {
    while (early[0] && early[0].start < schedule.steps[step.id]!.start) rows.push(coverRow(early.shift()!));
    rows.push(rowOf(step));
  }
  rows.push(...early.map(coverRow), ...called.map(rowOf));
  return {
    title: named && 'title' in named && named.title ? `${name}, ${named.title}` : name,
    detail: detail.filter((part) => part !== '').join(' · '),
    // Who is declared in another file is looked up there.
    source: place && place.file === release.place.file ? place : undefined,
    rows,
  };
}
