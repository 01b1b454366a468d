/** What the parts of a panel are laid out with: what all panels share, the scale of this one, and titles of bars. */
import { type Place, type Release, type Step, stepLabel } from '../../../plan/model.ts';
import type { ScheduleRisk } from '../../../plan/risk/model.ts';
import { time } from '../../../plan/said/words.ts';
import type { Schedule, Span } from '../../../plan/schedule/model.ts';
import type { Zone } from '../../../plan/time/model.ts';
import type { Doubt } from '../../doubt.ts';
import type { FindingsAt } from '../../row-findings.ts';
import type { Clock } from '../../words/clock.ts';
import { whoWords } from '../../words/words.ts';
import type { Link } from '../arrows.ts';
import type { MilestoneItem, RangeItem, StepItem } from '../items.ts';
import type { Grouping } from '../rows.ts';
import type { SceneRow, Source } from '../scene.ts';
import type { Panel } from './panels.ts';
import type { TimeScale } from './time-scale.ts';

/** What all panels of a picture share. */
export interface PanelFrame {
  readonly release: Release;
  readonly schedule: Schedule;
  /** Undefined where nothing is uncertain. */
  readonly risk?: ScheduleRisk;
  readonly clock: Clock;
  readonly gutter: number;
  readonly chart: number;
  readonly compact: boolean;
  readonly grouping: Grouping;
  readonly zones: readonly Zone[];
  readonly links: readonly Link[];
  readonly findingsAt: FindingsAt;
  readonly before?: (step: Step) => Span | undefined;
  readonly doubt?: Doubt;
  readonly changed?: (step: Step) => StepChange | undefined;
}

export interface StepChange {
  readonly sign: '+' | '~';
  /** What it was, in a few words, to stand beside its bar; empty: nothing to say. */
  readonly note: string;
}

/** A panel with its scale: what its parts are laid out with. */
export interface PanelScale extends TimeScale {
  readonly panel: Panel;
  readonly clock: Clock;
  readonly chart: number;
  /** Lines through the rows that no word should cross, as x. */
  readonly lines: readonly number[];
}

/** What a bar says that is only there in another version of the plan. */
export function goneTitle({ step, spans }: StepItem, { clock }: Pick<PanelScale, 'clock'>): string {
  return `${stepLabel(step)}\nIt is no longer there; it was planned ${clock.range(spans[0]!.start, spans[0]!.end)}.`;
}

/** What something is called that is no step: the word of the language, and its own. */
export function itemWords(item: MilestoneItem | RangeItem): Pick<SceneRow, 'kind' | 'verb' | 'label' | 'detail'> {
  const { kind } = item;
  if (kind === 'range')
    return { kind, verb: item.what === 'uat' ? 'UAT' : item.what, label: item.name, detail: item.detail };
  return { kind, verb: kind, label: item.milestone.title ?? item.milestone.name, detail: '' };
}

export function rangeTitle(item: MilestoneItem | RangeItem, span: Span | undefined, clock: Clock): string {
  const { verb, label } = itemWords(item);
  const more = item.kind === 'range' ? (item.more ?? []) : attendance(item);
  return [`${verb} ${label}`, span ? spanWords(span, clock) : 'It has no time.', ...more].join('\n');
}

function attendance({ milestone }: MilestoneItem): readonly string[] {
  const { with: others, was = [], doneOn } = milestone;
  return [
    ...(others.length > 0 ? [`With ${others.map(whoWords).join(', ')}.`] : []),
    ...(was.length > 0 ? [`It was planned for ${was.map(time).join(', ')}.`] : []),
    ...(doneOn ? [`Done on ${time(doneOn)}.`] : []),
  ];
}

function spanWords({ start, end }: Span, clock: Clock): string {
  if (!Number.isFinite(start)) return `until ${clock.moment(end)} ${clock.zone}`;
  if (!Number.isFinite(end)) return `from ${clock.moment(start)} ${clock.zone}`;
  return clock.range(start, end);
}

/** Where a row leads to. */
export function sourceOf({ file, range }: Place): Source {
  return { file, line: range.start.line };
}
