/** One person's night, by their own clock: what they do, after whom and before whom, what to do if it fails, and how everybody is reached. */
import { lookup, type Plan, type Release, releaseTitle, rootBlock, type Step, stepLabel } from '../../plan/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { explainStep } from '../schedule/explain.ts';
import { isOnCall, spansOf } from '../schedule/items.ts';
import { blockLabel } from '../schedule/rows.ts';
import { answerSentences } from '../words/answer-words.ts';
import { type Clock, createClock, relativeClock } from '../words/clock.ts';
import { companyWords } from '../words/company-words.ts';
import { contactWords } from '../words/contact-words.ts';
import { proofSentences } from '../words/proof-words.ts';
import { conditionWords, consequenceWords, whoWords } from '../words/words.ts';
import { zoneOf } from '../words/zones.ts';
import type { TableShown } from './shown.ts';
import { byStart, doubtOf, endOf, linkOf, takesCell, timeCell, whatCell } from './step-cells.ts';
import { cell, type Table, type TableRow, type TableSection } from './table.ts';

/** Everybody who has a part in the release, for whoever asks for one of them. */
export function namesOfNight({ release, schedule }: Pick<TableShown, 'release' | 'schedule'>): readonly string[] {
  const names = Object.values(schedule.steps).flatMap(({ by, with: others }) => [...by, ...others]);
  const covers = release.rosters.flatMap((roster) =>
    [roster, ...roster.cover].flatMap(({ by }) => (by ? [by.ref.name] : [])),
  );
  return [...new Set([...names, ...covers])];
}

/** How somebody is called: `Priya Raman`, else by the name the plan uses. */
export function titleOfPerson({ analysis, release }: Pick<TableShown, 'analysis' | 'release'>, name: string): string {
  const named = lookup(analysis.plan, release, name);
  return named && 'title' in named && named.title ? named.title : name;
}

export function personNight(shown: TableShown, name: string): Table {
  const { analysis, release, schedule } = shown;
  const kind = schedule.T === undefined ? 'relative' : 'dated';
  const zone = zoneOf(analysis.plan, release, name) ?? release.zone;
  const night: Night = { ...shown, name, clock: createClock(zone, kind), met: new Set() };
  const own = byStart(release.steps, schedule).flatMap(({ step, scheduled }) =>
    isPartOf(scheduled, name) ? [step] : [],
  );
  const forward = own.filter(({ block }) => !isOnCall(rootBlock(block)));
  const called = own.filter(({ block }) => isOnCall(rootBlock(block)));
  let before: Instant | undefined;
  const rows = forward.map((step) => {
    const row = stepRow(step, night.clock, before, night);
    before = schedule.steps[step.id]!.start;
    return row;
  });
  const sections: TableSection[] = [
    { title: 'Your steps', detail: `times are ${zone}`, rows },
    ...calledSections(called, night),
    { title: 'If it fails', detail: '', rows: failing(night) },
    { title: 'How everybody is reached', detail: '', rows: reached(night) },
  ];
  return {
    caption: `${titleOfPerson(shown, name)}: ${releaseTitle(release)}, times are ${zone}.`,
    columns: [
      { title: 'When', align: 'end' },
      { title: 'Until', align: 'end', isExtra: true },
      { title: 'Takes', align: 'end', isExtra: true },
      { title: 'What', share: 3 },
      { title: 'You come after', share: 1 },
      { title: 'Then comes', share: 1 },
      { title: 'If it fails', share: 2 },
      { title: 'Done', align: 'end' },
    ],
    sections: sections.filter((section) => section.rows.length > 0),
  };
}

interface Night extends TableShown {
  readonly name: string;
  readonly clock: Clock;
  /** Whoever they meet: these they may have to call. */
  readonly met: Set<string>;
}

function isPartOf(
  scheduled: { readonly by: readonly string[]; readonly with: readonly string[] } | undefined,
  name: string,
) {
  return scheduled !== undefined && (scheduled.by.includes(name) || scheduled.with.includes(name));
}

function stepRow(step: Step, clock: Clock, before: Instant | undefined, night: Night): TableRow {
  const { release, schedule, doubt } = night;
  const scheduled = schedule.steps[step.id]!;
  const what = whatCell(step);
  const proof = proofSentences(step).join(' ');
  return {
    source: linkOf(step),
    done: step.done,
    finding: night.findingsAt(step.place),
    description: explainStep(release, step, scheduled, spansOf(scheduled), clock),
    cells: [
      cell(clock.timeAfter(scheduled.start, before), { doubt: doubtOf(step, doubt) }),
      timeCell(endOf(step, scheduled), scheduled.start, clock, undefined),
      takesCell(step, scheduled),
      {
        ...what,
        note: [
          what.note,
          scheduled.by[0] === night.name ? '' : `with ${companyWords(night.analysis.plan, release, step, scheduled)}`,
          proof,
        ]
          .filter((part) => part)
          .join(' · '),
      },
      cell(handedOverBy(step, night)),
      cell(handedOverTo(step, night)),
      cell(ifItFails(step, night)),
      cell(''),
    ],
  };
}

/** What it waits for last, and who does that. */
function handedOverBy(step: Step, night: Night): string {
  const { release, schedule } = night;
  const before = (schedule.steps[step.id]?.waits ?? []).flatMap((wait) =>
    release.steps.filter(({ id }) => id === wait.step),
  );
  return [...new Set(before)]
    .slice(0, 2)
    .map((one) => calledBy(one, night))
    .join(', ');
}

/** What waits for it. */
function handedOverTo(step: Step, night: Night): string {
  const { release, schedule } = night;
  const next = release.steps.filter(({ id }) =>
    schedule.steps[id]?.waits.some((wait) => wait.step === step.id && !wait.backwards),
  );
  return next
    .slice(0, 2)
    .map((one) => calledBy(one, night))
    .join(', ');
}

function calledBy(step: Step, { schedule, name, met }: Night): string {
  const by = (schedule.steps[step.id]?.by ?? []).filter((who) => who !== name);
  for (const who of by) met.add(who);
  return `${stepLabel(step)}${by.length > 0 ? ` (${by.join(', ')})` : ''}`;
}

function ifItFails(step: Step, { analysis, release, schedule, clock, met, doubt }: Night): string {
  const scheduled = schedule.steps[step.id];
  for (const { name } of step.escalate?.to ?? []) met.add(name);
  const calls = answerSentences(step, scheduled, clock, (who) => contactWords(analysis.plan, release, who));
  const undo = step.undo
    ? `It alone is taken back in ${step.undo.text}${step.undoBy ? ` by ${whoWords(step.undoBy)}` : ''}.`
    : '';
  const never = step.irreversible ? 'It cannot be taken back.' : '';
  const isKnown = scheduled?.rollback !== undefined && scheduled.rollback > 0 && !doubt?.has('rollback');
  const by =
    isKnown && scheduled.rollbackDecision !== undefined ? `; decide by ${clock.time(scheduled.rollbackDecision)}` : '';
  const all = isKnown ? `Everything is taken back in ${describeMinutes(scheduled.rollback!)}${by}.` : '';
  return [...calls, undo, never, all].filter((part) => part !== '').join(' ');
}

/** Their part of every way back and play, from the moment it is called. */
function calledSections(steps: readonly Step[], night: Night): readonly TableSection[] {
  const blocks = [...new Set(steps.map((step) => rootBlock(step.block)))];
  return blocks.map((block) => {
    const span = night.schedule.blocks[block.id];
    const clock = span ? relativeClock(night.clock.zone, '', span.start) : night.clock;
    return {
      title: blockLabel(block),
      detail: 'only if it is called; times count from then',
      rows: steps
        .filter((step) => rootBlock(step.block) === block)
        .map((step) => stepRow(step, clock, undefined, night)),
    };
  });
}

/** What makes somebody go back, and by when. */
function failing({ release, schedule, clock, doubt, met }: Night): readonly TableRow[] {
  const rows: TableRow[] = [];
  const add = (lead: string, text: string) => rows.push({ isNote: true, cells: [cell(text, { lead })] });
  const decision = schedule.rollbackDecision;
  if (decision && !doubt?.has('rollback')) add('decide by', `${clock.moment(decision.at)} ${clock.zone}`);
  const owner = release.owner?.ref.name;
  if (owner) {
    met.add(owner);
    add('tell', `${owner}, who answers for the release`);
  }
  for (const trigger of release.triggers) {
    add(
      'if',
      `${conditionWords(trigger.conditions)}: ${trigger.then.map((one) => consequenceWords(one, schedule, clock)).join(', ')}`,
    );
  }
  for (const roster of release.rosters.filter(({ via, where }) => via.length > 0 || where !== undefined)) {
    const where = [...roster.via.map((channel) => channel.name), roster.where, ...roster.links]
      .filter(Boolean)
      .join(', ');
    add('bridge', `${roster.title ?? roster.name}: ${where}`);
  }
  return rows;
}

function reached(night: Night): readonly TableRow[] {
  const { analysis, release, name } = night;
  const others = [...night.met].filter((who) => who !== name);
  return others.map((who) => ({
    isNote: true,
    cells: [
      cell(contactWords(analysis.plan, release, who) ?? 'nobody has said how', {
        lead: who,
        note: titled(analysis.plan, release, who),
      }),
    ],
  }));
}

function titled(plan: Plan, release: Release, who: string): string {
  const named = lookup(plan, release, who);
  return named && 'title' in named ? (named.title ?? '') : '';
}
