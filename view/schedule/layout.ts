/** The schedule of a release as a scene: what is drawn where. */
import type { Analysis } from '../../plan/analysis.ts';
import { type Release, releaseTitle, type Step, stepLabel } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { ScheduleRisk } from '../../plan/risk/model.ts';
import type { Schedule, Span } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import type { Doubt } from '../doubt.ts';
import { findingsByLine } from '../row-findings.ts';
import { textWidth } from '../text-width.ts';
import { type Clock, createClock } from '../words/clock.ts';
import { linksOf } from './arrows.ts';
import { conflictReason } from './explain.ts';
import { type GoneStep, type Item, itemsOf } from './items.ts';
import { legendOf } from './legend.ts';
import { layoutPanel } from './panels/panel.ts';
import { type PanelFrame, type StepChange, sourceOf } from './panels/panel-frame.ts';
import { type Panel, panelsOf } from './panels/panels.ts';
import { labelNeed } from './panels/row.ts';
import { type Folded, type Grouping, type Rows, rowsOf } from './rows.ts';
import type { RowWindow, Scene, ScenePanel, Undrawn } from './scene.ts';

export interface ScheduleOptions {
  /** In pixels; 1100 when not said. */
  readonly width?: number;
  readonly grouping?: Grouping;
  /** Zones on the axis beside that of the release. */
  readonly zones?: readonly Zone[];
  /** Draws the now-line. */
  readonly now?: Instant;
  readonly arrows?: 'drawn' | 'none';
  /** Where the bar of a step was before, to be drawn behind the one it has now. */
  readonly before?: (step: Step) => Span | undefined;
  /** What hangs on lines that cannot be read. */
  readonly doubt?: Doubt;
  /** How a step differs from another version of the plan, shown in its row. */
  readonly changed?: (step: Step) => StepChange | undefined;
  /** Steps of that version that are no longer there: outlines in rows of their own. */
  readonly gone?: readonly GoneStep[];
  /** Stretches the time axis; 1 fits the width. */
  readonly zoom?: number;
  /** Groups that are one row each; default: none. */
  readonly folded?: Folded;
  /** The rows that are drawn, counted over all panels; default: all. */
  readonly rows?: RowWindow;
  /** What may come of the runs; undefined: nothing is uncertain, or nobody knows yet. */
  readonly risk?: ScheduleRisk;
}

export function layout(analysis: Analysis, schedule: Schedule, options: ScheduleOptions = {}): Scene {
  const { plan } = analysis;
  const release = releaseOf(analysis, schedule);
  const fit = Math.max(options.width ?? 1100, 320);
  const compact = fit < COMPACT_BELOW;
  const zoom = Math.min(Math.max(options.zoom ?? 1, 0.25), 64);
  const grouping = options.grouping ?? 'block';
  const items = itemsOf(plan, release, schedule, options.gone);
  const planned = panelsOf(release, schedule, items).map((panel) => ({
    ...panel,
    ...rowsOf(panel, release, grouping, options.folded),
  }));
  const gutter = Math.round(compact ? fit - MARGIN : gutterOf(fit, planned, release.zone));
  const chartLeft = compact ? COMPACT_CHART_LEFT : gutter;
  const chart = (fit - chartLeft - MARGIN) * (compact ? 1 : zoom);
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const frame: PanelFrame = {
    release,
    schedule,
    risk: options.risk,
    clock,
    gutter,
    chart,
    compact,
    grouping,
    // On a phone there is one axis, and no room to name another.
    zones: compact ? [] : (options.zones ?? []).filter((zone) => zone !== release.zone),
    links: options.arrows === 'none' ? [] : linksOf(release, schedule),
    findingsAt: findingsByLine(analysis.findings),
    before: options.before,
    doubt: options.doubt,
    changed: options.changed,
  };
  const panels: ScenePanel[] = [];
  let top = 0;
  let before = 0;
  const present = presentPanel(planned, options.now);
  for (const panel of planned) {
    const own = options.rows && { from: options.rows.from - before, to: options.rows.to - before };
    const laid = layoutPanel(panel, top, frame, panel === present ? options.now : undefined, own);
    panels.push(laid);
    before += laid.places.length;
    top += laid.headerHeight + laid.bodyHeight + PANEL_GAP;
  }
  const width = chartLeft + chart + MARGIN;
  const described = describe(release, schedule, clock);
  const legend = legendOf(panels, Math.min(width, fit), top + 4);
  return {
    width,
    height: top + legend.height + 8,
    gutter,
    chartLeft,
    chart,
    compact,
    title: releaseTitle(release),
    description: options.doubt ? `${options.doubt.words}. ${described}` : described,
    panels,
    legend: legend.entries,
    legendTop: top + 4,
    undrawn: undrawn(release, schedule, items),
  };
}

/** In pixels: on a phone there is no room for a column of bars. */
const COMPACT_BELOW = 500;
const COMPACT_CHART_LEFT = 30;
/** What the verb and what it is done to need. */
const LEAST_GUTTER = 250;
const WIDEST_GUTTER = 420;
/** The day of an axis behind its zone, and the air around both. */
const BESIDE_TITLE = 100;
const PANEL_GAP = 14;
const MARGIN = 12;

/** As wide as its words are, so that none is cut beside empty room; the bars keep more than half. */
function gutterOf(width: number, panels: readonly (Panel & Rows)[], zone: Zone): number {
  const beside = textWidth(zone, 11) + BESIDE_TITLE;
  const widest = Math.min(width * 0.48, WIDEST_GUTTER);
  let need = LEAST_GUTTER;
  for (const { title, rows } of panels) {
    need = Math.max(need, textWidth(title, 13.5) + beside);
    for (const row of rows) {
      if (need >= widest) return widest;
      need = Math.max(need, labelNeed(row));
    }
  }
  return Math.min(need, widest);
}

function describe(release: Release, schedule: Schedule, clock: Clock): string {
  const { run } = schedule;
  const count = release.steps.length;
  const what = `Schedule of ${releaseTitle(release)}: ${count} ${count === 1 ? 'step' : 'steps'}`;
  if (!run) return `${what}.`;
  const outage = schedule.outage > 0 ? `, users cut off for ${describeMinutes(schedule.outage)}` : '';
  const decision = schedule.rollbackDecision;
  const decide = decision ? ` Decide for a rollback by ${clock.moment(decision.at)} ${clock.zone}.` : '';
  return `${what}, run ${clock.range(run.start, run.end)}${outage}.${decide}`;
}

/** The one panel that shows the now-line: the run before all others. */
function presentPanel(panels: readonly Panel[], now: Instant | undefined): Panel | undefined {
  if (now === undefined) return undefined;
  const holding = panels.filter(({ core, onCall }) => !onCall && now >= core.start && now <= core.end);
  return holding.find((panel) => panel.kind === 'run') ?? holding[0];
}

function undrawn(release: Release, schedule: Schedule, items: readonly Item[]): readonly Undrawn[] {
  return items.flatMap((item) =>
    item.kind !== 'step' || item.scheduled
      ? NONE
      : [
          {
            label: stepLabel(item.step),
            reason: conflictReason(release, schedule.conflicts, item.step),
            source: sourceOf(item.step.place),
          },
        ],
  );
}

const NONE: readonly Undrawn[] = [];
