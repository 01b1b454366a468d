/** The run sheet: the table people know from their spreadsheet, with the moment to decide by as a line between two rows. */
import { append } from '../../plan/grouped.ts';
import { type Block, releaseTitle, rootBlock, type Step } from '../../plan/model.ts';
import { roughMinutes } from '../../plan/time/duration.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { explainStep } from '../schedule/explain.ts';
import { isOnCall, spansOf } from '../schedule/items.ts';
import { sourceOf } from '../schedule/panels/panel-frame.ts';
import { blockLabel } from '../schedule/rows.ts';
import { type Clock, createClock, relativeClock } from '../words/clock.ts';
import { companyWords } from '../words/company-words.ts';
import { promisedOutage, shortMinutes } from '../words/run-words.ts';
import { zonesOf } from '../words/zones.ts';
import type { TableShown } from './shown.ts';
import {
  byStart,
  doubtOf,
  endOf,
  linkOf,
  type PlannedStep,
  takesCell,
  timeCell,
  waitsText,
  whatCell,
} from './step-cells.ts';
import { type Column, cell, type Table, type TableRow, type TableSection, whenWanted } from './table.ts';

export function runSheet(shown: TableShown): Table {
  const { analysis, release, schedule, picture } = shown;
  const kind = schedule.T === undefined ? 'relative' : 'dated';
  const zones = kind === 'relative' ? [release.zone] : zonesOf(analysis.plan, release, schedule, picture.zones);
  const clocks = zones.map((zone) => createClock(zone, kind));
  const steps = new Map<Block, PlannedStep[]>();
  for (const one of byStart(release.steps, schedule)) append(steps, rootBlock(one.step.block), one);
  const sheet: Sheet = { ...shown, clocks, steps, numbered: { next: 1 } };
  const roots = [...release.blocks].sort((a, b) => orderOf(a, sheet) - orderOf(b, sheet));
  return {
    caption: `Run sheet of ${releaseTitle(release)}; times are ${zones.join(', ')}.`,
    columns: [
      { title: '#', align: 'end' },
      ...zones.map((zone, i): Column => ({ title: placeOf(zone), align: 'end', isExtra: i > 0, sorts: true })),
      { title: 'End', align: 'end', isExtra: true, sorts: true },
      { title: 'Takes', align: 'end', sorts: true },
      { title: 'What', share: 3, sorts: true },
      { title: 'Who', share: 1, sorts: true },
      { title: 'Waits for', share: 1, isExtra: true, sorts: true },
      {
        title: 'Undo',
        align: 'end',
        isExtra: true,
        isUsed: release.steps.some((step) => undoText(step) !== ''),
        sorts: true,
      },
      { title: 'Float', align: 'end', isExtra: true, sorts: true },
      { title: 'Done', align: 'end', sorts: true },
    ],
    sections: roots.flatMap((root) => sectionsOf(root, sheet)),
  };
}

interface Sheet extends TableShown {
  readonly clocks: readonly Clock[];
  /** By the outermost block, each by the clock. */
  readonly steps: ReadonlyMap<Block, readonly PlannedStep[]>;
  readonly numbered: { next: number };
}

/** `Europe/Berlin` is Berlin to whoever lives there; what is no place stays as it is. */
function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

function orderOf(block: Block, { schedule }: Sheet): number {
  if (isOnCall(block)) return Number.MAX_SAFE_INTEGER;
  return schedule.blocks[block.id]?.start ?? Number.MAX_SAFE_INTEGER - 1;
}

/** An outage has a section of its own, and so has what comes before and behind it. */
function sectionsOf(root: Block, sheet: Sheet): readonly TableSection[] {
  const { release, schedule } = sheet;
  const steps = sheet.steps.get(root);
  if (!steps) return [];
  const span = schedule.blocks[root.id];
  const onCall = isOnCall(root);
  const long = span && span.end > span.start ? describeMinutes(span.end - span.start) : '';
  const [clock] = sheet.clocks;
  const detail = !span
    ? ''
    : onCall
      ? `if called${long && `, ${long}`}; times count from the call`
      : clock!.range(span.start, span.end);
  const clocks = onCall && span ? [relativeClock(release.zone, '', span.start)] : sheet.clocks;
  const sections: {
    title: string;
    detail: string;
    source?: TableSection['source'];
    isOutage?: boolean;
    rows: TableRow[];
  }[] = [
    {
      title: blockLabel(root),
      detail: root.kind === 'run' && long ? `${detail}, ${long}` : detail,
      source: sourceOf(root.head),
      rows: [],
    },
  ];
  let before: Instant | undefined;
  let outage: Block | undefined;
  for (const planned of steps) {
    const { step } = planned;
    const own = outageOf(step);
    if (own !== outage && !onCall) {
      outage = own;
      if (own)
        sections.push({
          title: blockLabel(own),
          detail: outageWords(own, sheet),
          source: sourceOf(own.head),
          isOutage: true,
          rows: [],
        });
      else sections.push({ title: '', detail: '', rows: [] });
    }
    const { rows } = sections.at(-1)!;
    const start = planned.scheduled?.start;
    const decision = onCall || root.kind !== 'run' ? undefined : decisionRow(before, start, sheet);
    if (decision) rows.push(decision);
    const number = sheet.numbered.next++;
    const above = before;
    rows.push(whenWanted(linkOf(step), () => stepRow(planned, number, above, clocks, onCall, sheet)));
    before = start ?? before;
  }
  return sections;
}

function outageOf(step: Step): Block | undefined {
  for (let block: Block | undefined = step.block; block; block = block.parent)
    if (block.kind === 'outage') return block;
  return undefined;
}

function outageWords(block: Block, { release, schedule }: Sheet): string {
  const span = schedule.blocks[block.id];
  if (!span) return 'users are cut off';
  const promised = promisedOutage(release);
  const of = promised === undefined ? '' : ` of ${shortMinutes(promised)} promised`;
  return `users are cut off for ${shortMinutes(span.end - span.start)}${of}`;
}

/** Between the last row that begins before the moment to decide by, and the first that does not. */
function decisionRow(before: Instant | undefined, start: Instant | undefined, sheet: Sheet): TableRow | undefined {
  const decision = sheet.schedule.rollbackDecision;
  if (!decision || sheet.doubt?.has('rollback') || start === undefined || start < decision.at) return undefined;
  if (before !== undefined && before >= decision.at) return undefined;
  const what =
    decision.noReturn && !decision.step
      ? 'Decide by then: after it there is no way back.'
      : 'Decide by then whether to go back; later it does not end in time.';
  return {
    isDecision: true,
    cells: [
      cell(''),
      ...sheet.clocks.map((clock) => timeCell(decision.at, undefined, clock, undefined)),
      ...['', ''].map((text) => cell(text)),
      cell(what),
      ...['', '', '', '', ''].map((text) => cell(text)),
    ],
  };
}

function stepRow(
  { step, scheduled }: PlannedStep,
  number: number,
  before: Instant | undefined,
  clocks: readonly Clock[],
  onCall: boolean,
  sheet: Sheet,
): Omit<TableRow, 'source'> {
  const { release, doubt } = sheet;
  const isCritical = scheduled?.critical === true && !doubt?.has('run');
  const slack =
    scheduled && !isCritical && !step.done && scheduled.totalFloat > 0 && !onCall
      ? shortMinutes(scheduled.totalFloat)
      : '';
  return {
    done: step.done,
    step: step.id,
    isOutage: outageOf(step) !== undefined,
    finding: sheet.findingsAt(step.place),
    get description() {
      return explainStep(release, step, scheduled, spansOf(scheduled), clocks[0]!);
    },
    get cells() {
      const own = doubtOf(step, doubt);
      const at = (moment: Instant | undefined, above: Instant | undefined, clock: Clock) => {
        const said = timeCell(moment, above, clock, own);
        // Nobody knows when the call comes.
        return onCall ? { ...said, by: undefined } : said;
      };
      return [
        cell(String(number)),
        ...sheet.clocks.map((_, i) => (clocks[i] ? at(scheduled?.start, before, clocks[i]) : cell(''))),
        at(endOf(step, scheduled), scheduled?.start, clocks[0]!),
        takesCell(step, scheduled),
        whatCell(step),
        cell(companyWords(sheet.analysis.plan, release, step, scheduled)),
        cell(waitsText(release, scheduled)),
        cell(undoText(step), { by: step.undo && roughMinutes(step.undo.likely) }),
        cell(slack, { isCritical, by: isCritical ? 0 : slack === '' ? undefined : scheduled!.totalFloat }),
        cell('', { by: step.done ? 1 : 0 }),
      ];
    },
  };
}

function undoText(step: Step): string {
  return step.undo?.text ?? (step.irreversible ? 'none' : '');
}
