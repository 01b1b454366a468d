/**
 * A picture of a schedule as plain numbers and strings: what is drawn where, in pixels, before any markup.
 *
 * A scene is a stack of panels, each with a time scale of its own, so that months of preparation and the hours of the
 * run are both readable. The x of everything in a panel counts from the left edge of its chart, the y from the top of
 * its body; the column of labels stands to the left of the chart.
 */
import type { Severity } from '../../plan/model.ts';
import type { Family } from '../words/verbs.ts';
import type { PanelTime } from './panels/time-scale.ts';

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Width of the column of labels. */
  readonly gutter: number;
  /** Left edge of the charts, and their width: right of the labels, or under them where `compact`. */
  readonly chartLeft: number;
  readonly chart: number;
  /** As narrow as a phone: no column for bars; each is a thin line under its words. */
  readonly compact: boolean;
  readonly title: string;
  /** The picture in a sentence, for whoever cannot see it. */
  readonly description: string;
  readonly panels: readonly ScenePanel[];
  readonly legend: readonly LegendEntry[];
  readonly legendTop: number;
  /** What has no place in the picture, and why. */
  readonly undrawn: readonly Undrawn[];
}

export interface ScenePanel {
  readonly title: string;
  readonly subtitle: string;
  /** As of a row. */
  readonly doubt?: 'was' | 'without';
  /** Of the whole panel in the scene. */
  readonly top: number;
  /** Title, axes and flags; the body follows it. */
  readonly headerHeight: number;
  readonly bodyHeight: number;
  readonly time: PanelTime;
  readonly axes: readonly SceneAxis[];
  readonly grid: readonly { readonly x: number; readonly strong: boolean }[];
  /** Stretches without anything, which take a few pixels however long they are. */
  readonly folds: readonly SceneFold[];
  readonly shades: readonly SceneShade[];
  readonly marks: readonly SceneMark[];
  readonly brackets: readonly SceneBracket[];
  /** Of every row, drawn or not, in their order. */
  readonly places: readonly RowPlace[];
  /** Those that are drawn, `first` is the number of the first of them. */
  readonly rows: readonly SceneRow[];
  readonly first: number;
  readonly arrows: readonly SceneArrow[];
  /** What is critical and follows on what is: its end, and the begin of the next. */
  readonly chain: readonly SceneArrow[];
}

/** Where a row stands, and what it leads to. */
export interface RowPlace {
  readonly y: number;
  readonly height: number;
  readonly level: number;
  /** Of a group that can be folded. */
  readonly key?: string;
  /** File URI and zero-based line of the statement. */
  readonly source?: Source;
}

/** Numbers of rows, counted over all panels; `to` is behind the last. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** One line of an axis; `y` counts from the top of the panel. */
export interface SceneAxis {
  readonly y: number;
  /** The zone, on the line that names it. */
  readonly label: string;
  readonly days: boolean;
  readonly ticks: readonly SceneTick[];
}

export interface SceneFold {
  readonly x: number;
  readonly width: number;
  readonly title: string;
}

export interface SceneShade {
  readonly kind: 'weekend' | 'outside' | 'outage' | 'freeze';
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly label: string;
}

export interface SceneTick {
  readonly x: number;
  /** Middle of its label, or left edge for months and years. */
  readonly labelX: number;
  /** A day begins. */
  readonly strong: boolean;
  readonly label: string;
  readonly line: boolean;
}

/** A moment: a line through the rows with a flag in the header. */
export interface SceneMark {
  readonly kind: 'window' | 'no-return' | 'decision' | 'likely-end' | 'now' | 'milestone' | 'clock-change';
  readonly x: number;
  readonly label: string;
  readonly title: string;
  /** Of the flag's text, from the top of the panel. */
  readonly flagY: number;
  readonly flagX: number;
  readonly anchor: 'start' | 'end';
}

/** Rows that run side by side or one after the other inside another order. */
export interface SceneBracket {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly kind: 'parallel' | 'sequence' | 'outage' | 'cycle';
}

export interface SceneRow {
  /** Its times hang on a line that cannot be read: they are what they were before, or what is left without it. */
  readonly doubt?: 'was' | 'without';
  readonly kind: 'step' | 'group' | 'range' | 'milestone' | 'way-back' | 'traffic';
  readonly y: number;
  readonly height: number;
  readonly level: number;
  /** Left edge of its text in the column of labels. */
  readonly indent: number;
  readonly time: string;
  readonly family?: Family;
  readonly verb: string;
  readonly label: string;
  readonly detail: string;
  /** Who and how long, for a row without room beside its bar. */
  readonly note: string;
  readonly done: boolean;
  readonly critical: boolean;
  /** The head of a block in which users are cut off. */
  readonly isOutage?: boolean;
  /** How it differs from another version of the plan: it is new, gone, or something else is said of it. */
  readonly sign?: '+' | '-' | '~';
  /** All that the row shows, in words. */
  readonly description: string;
  readonly finding?: { readonly severity: Severity; readonly text: string };
  readonly bars: readonly SceneBar[];
  /** By which a group is folded and unfolded. */
  readonly key?: string;
  /** Of a folded group: when something happens in it. */
  readonly folded?: readonly SceneStretch[];
  /** Of a row of the kind `way-back` or `traffic`. */
  readonly stairs?: SceneStairs;
  /** File URI and zero-based line of the statement. */
  readonly source?: Source;
  /** The id of its step, or of its milestone. */
  readonly step?: string;
  readonly milestone?: string;
}

export interface Source {
  readonly file: string;
  readonly line: number;
}

export interface SceneStretch {
  readonly x: number;
  readonly width: number;
  readonly family: Family;
  readonly critical: boolean;
}

export interface SceneBar {
  /** `gone`: it is only there in another version of the plan. */
  readonly shape: 'bar' | 'gate' | 'milestone' | 'point' | 'open' | 'range' | 'group' | 'gone';
  readonly x: number;
  readonly width: number;
  readonly family: Family;
  readonly critical: boolean;
  readonly done: boolean;
  /** A freeze. */
  readonly hatched?: boolean;
  /** It is done only if something holds, or may be left out. */
  readonly perhaps?: boolean;
  /** It begins or ends beyond the edge of the panel. */
  readonly clipped: 'none' | 'left' | 'right' | 'both';
  readonly title: string;
  /** Where it was before something was changed, where that is elsewhere. */
  readonly ghost?: { readonly x: number; readonly width: number };
  /** From its end as planned to the end that holds with 80 %. */
  readonly whisker?: { readonly x: number; readonly width: number };
  /** Float: how far its end may slip. */
  readonly tail?: { readonly x: number; readonly width: number };
  /** Who does it (`lead`, with which `value` begins) and how long. */
  readonly text?: {
    readonly x: number;
    readonly anchor: 'start' | 'end';
    readonly value: string;
    readonly lead: string;
  };
}

/** How long a rollback takes that is decided then, upward from `bottom`; in the coordinates of the body. */
export interface SceneStairs {
  readonly bottom: number;
  readonly treads: readonly {
    readonly x: number;
    readonly width: number;
    readonly y: number;
    /** It still ends in time. */
    readonly fits: boolean;
    readonly label: string;
    readonly title: string;
  }[];
  /** The time that is left for it, as lines of x, y, x, y …: where the stairs rise above it, it is too late. */
  readonly left: readonly (readonly number[])[];
}

export interface SceneArrow {
  /** Ids of the steps that it leads from and to. */
  readonly from: string;
  readonly to: string;
  /** x, y, x, y … of a line of right angles. */
  readonly points: readonly number[];
  readonly critical: boolean;
}

export interface LegendEntry {
  readonly kind:
    | 'family'
    | 'critical'
    | 'float'
    | 'whisker'
    | 'way-back'
    | 'traffic'
    | 'time-left'
    | 'gate'
    | 'milestone'
    | 'outage'
    | 'outside'
    | 'weekend'
    | 'freeze'
    | 'fold'
    | 'before'
    | 'perhaps'
    | 'finding';
  readonly family?: Family;
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface Undrawn {
  readonly label: string;
  readonly reason: string;
  readonly source: Source;
}
