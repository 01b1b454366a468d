/**
 * What server and client say to each other beyond the Language Server Protocol. Types alone: the two sides are bundled
 * apart, and the web host has neither Node nor a file system.
 */
import type { Wanted } from '../language/edit/what-if.ts';
import type { Position, Range } from '../plan/model.ts';
import type { Ticked } from '../service/editing/tick.ts';
import type { ListedFinding } from '../service/findings/findings.ts';
import type {
  ExportShown,
  ExportWish,
  FileBytes,
  FormatChoice,
  FormatChoices,
  ImportRefused,
  ImportShown,
  ImportWish,
} from '../service/formats/for-editor.ts';
import type { NewPlanChoices } from '../service/new/choices.ts';
import type { NewPlan, NewPlanWish, NewQuestion } from '../service/new/new-plan.ts';
import type { CalendarAsk, CalendarShown } from '../service/pictures/calendar.ts';
import type { StepChoice, TrialPreview, ViewOptions, ViewPreview, WhatIfChoices } from '../service/pictures/preview.ts';
import type { ReleaseLine } from '../service/releases.ts';
import type { BoardShown } from '../service/run/night.ts';
import type { StepEdit, StepEdited, StepOutcome } from '../service/step-edit/model.ts';
import type { TodayGrouping, TodayShown } from '../service/today-list.ts';
import type { TrainLine } from '../service/trains/ahead.ts';
import type { Trouble } from '../service/trouble.ts';
import type { Saying, Unsaid } from './nights.ts';

/** Requests of the client, answered by the server. */
export interface ClientRequests {
  /** The pictures of a release, ready to be shown. `null`: the server does not know the file. */
  'release/preview': { ask: PreviewAsk; answer: Preview | null };
  /** A plan inside somebody else's page: a text of it that no editor has open. */
  'release/inline': { ask: InlineAsk; answer: { markup: string } | { trouble: string } };
  /** A plan in two versions as one page. */
  'release/difference': { ask: { base: PlanText; head: PlanText; nonce: string }; answer: { html: string } };
  /** Every release of the workspace in a line. */
  'release/releases': { ask: Record<string, never>; answer: { releases: ReleaseLine[] } };
  /** What of all plans has its time about now, in groups: by time, or by person. */
  'release/today': { ask: { zone: string; by: TodayGrouping }; answer: TodayShown | Trouble };
  /** Every train of the workspace in a line. */
  'release/trains': { ask: Record<string, never>; answer: { trains: TrainLine[] } };
  /** All that the plans of the workspace have in a time, and what clashes in it, ready to be shown. */
  'release/calendar': { ask: CalendarAsk; answer: CalendarShown | Trouble };
  /** What a status bar says of the release at a place of the text. */
  'release/status': { ask: LocateAsk; answer: Status };
  /** The step, and the release, at a place of the text. */
  'release/locate': { ask: LocateAsk; answer: Located };
  /** What would be different if something in the plan changed; nothing is written. */
  'release/whatIf': { ask: WhatIfAsk; answer: Tried };
  /** The edits that do something to a step, or what would come of them; its picture is of that version of the document. */
  'release/editStep': { ask: EditStepAsk; answer: StepAnswer };
  /** What can be tried out, edited and looked for in a release; `null`: the server does not know the file, or it has none. */
  'release/choices': {
    ask: { uri: string; release?: string };
    answer: { version: number; choices: WhatIfChoices } | null;
  };
  /** What a check is about, as Markdown; of a code that there is none of, which may have been meant. */
  'release/checkPage': { ask: { code: string }; answer: { markdown: string } };
  /** All that is found in a release. */
  'release/findings': { ask: { uri: string; release?: string }; answer: FoundInRelease | null };
  /** What can be chosen for a new plan, with a date for each kind that fits in a zone. */
  'release/newChoices': { ask: { zone: string }; answer: NewPlanChoices };
  /** Why an answer cannot be meant, where it cannot. */
  'release/newTrouble': { ask: { question: NewQuestion; wish: NewPlanWish }; answer: { trouble: string | null } };
  /** A plan to begin with. */
  'release/new': { ask: NewPlanWish; answer: NewPlan | { trouble: string } };
  /** The formats that plans leave in and come back from. */
  'release/formats': { ask: { uri?: string; release?: string }; answer: FormatChoices };
  /** What would come of a file of another program; nothing is written. */
  'release/import': { ask: ImportWish & { into?: string }; answer: ImportAnswer | ImportRefused };
  /** A release in a format of another program. */
  'release/export': { ask: ExportWish & { uri: string }; answer: ExportShown | { trouble: string } };
  /** The edit that ticks what begins on a line (from zero), or takes the tick back. */
  'release/tick': { ask: { uri: string; line: number }; answer: Ticked };
  /** Notes in the log of an open run what a tick says, or who could say it; `null`: no run is open, and the tick is one of the text. */
  'release/tickInNight': { ask: TickInNight; answer: NotedTick | { people: readonly string[] } | Trouble | null };
  /** A night as its board shows it. */
  'release/night': { ask: NightAsk; answer: NightShown | Trouble };
  /** What somebody says of it, as lines of its log without place and clock; the file's own are by their ids. */
  'release/say': { ask: NightAsk & { said: readonly Saying[] }; answer: { noted: number } | Unsaid };
}

/** Requests of the server, answered by a client that says `reads: true` in its initialization options. */
export interface ServerRequests {
  /** The text of a file the server cannot open itself; `null`: there is none. */
  'release/read': { ask: { uri: string }; answer: { text: string | null } };
  /** URIs of all `.release` files below a folder. */
  'release/find': { ask: { folder: string }; answer: { uris: string[] } };
}

/** Notifications of the server. */
export interface ServerNotifications {
  /** A new analysis of this file is there, or it is gone: whoever shows it may pull. `version`: of a file that is open. */
  'release/changed': { uri: string; version?: number };
}

export interface InitializationOptions {
  /** The client answers `release/read` and `release/find`. */
  reads?: boolean;
  /** The command of the client that opens the preview of a release; its arguments are URI and name. */
  previewCommand?: string;
  /** The command of the client that shows a line; its arguments are URI and line, from zero. */
  revealCommand?: string;
  /** The folder with one page per check (`backup-missing.md`), as a URI ending in `/`. */
  checkPages?: string;
  /** The moment plans are judged at, in minutes since the epoch; missing: now, whatever the clock says. */
  judgedAt?: number;
}

export interface PreviewAsk {
  uri: string;
  options: ViewOptions;
}

export interface Preview extends ViewPreview {
  version: number;
}

export interface TickInNight {
  uri: string;
  /** The id of a step, or of a line of its checklist. */
  of: string;
  /** Who says it, where that is known already. */
  by?: string;
}

/** It stands in the log; `undo` is what takes it back, for `release/say`. */
export interface NotedTick {
  noted: string;
  release: string;
  undo: Saying;
}

export interface NightAsk {
  uri: string;
  /** Of the file; left out: the first one. */
  release?: string;
  /** One of the release, in the place of its night. */
  rehearsal?: string;
}

export interface NightShown extends BoardShown {
  /** The name of its log. */
  run: string;
  /** Those of the release, by name. */
  rehearsals: readonly string[];
  /** In milliseconds since the epoch. */
  now: number;
}

export interface PlanText {
  /** Its imports are looked for beside it. */
  uri: string;
  text: string;
  /** How it is called beside the other one. */
  name: string;
}

export interface InlineAsk extends Omit<PlanText, 'name'> {
  /** Pixels there are. */
  width: number;
  /** All ids begin with it. */
  ids: string;
}

export type { CalendarAsk, CalendarShown, ReleaseLine, StepChoice, Ticked, ViewOptions, Wanted, WhatIfChoices };

export interface WhatIfAsk {
  uri: string;
  /** Of the document that is meant; where it has changed since, nothing is tried. */
  version: number;
  changes: Wanted;
  options: ViewOptions;
}

export type Tried =
  | (TrialPreview & { version: number })
  /** Why nothing was tried; `isOutdated`: the document is another one now. */
  | { trouble: string; isOutdated?: boolean };

export interface EditStepAsk {
  uri: string;
  /** Of the document that is meant; where it has changed since, nothing is done. */
  version: number;
  edit: StepEdit;
  /** What would come of it is only to be shown. */
  isTrial: boolean;
}

export type StepAnswer = (StepEdited & { version: number }) | { trouble: string; isOutdated?: boolean };

export interface FoundInRelease {
  version: number;
  /** The worst first, waived ones last. */
  findings: readonly ListedFinding[];
}

export type {
  ExportShown,
  ExportWish,
  FileBytes,
  FormatChoice,
  FormatChoices,
  ImportRefused,
  ImportWish,
  ListedFinding,
  NewPlan,
  NewPlanChoices,
  NewPlanWish,
  NewQuestion,
  Saying,
  StepEdit,
  StepEdited,
  StepOutcome,
  Trouble,
  Unsaid,
};

export interface ImportAnswer extends ImportShown {
  /** Of the plan that takes the file over: the text that the edits are for. */
  version?: number;
}

export interface LocateAsk {
  uri: string;
  position: Position;
}

export interface Status {
  /** Empty: nothing to say. */
  text: string;
  /** Its run is open, and this is where it is. */
  isNight?: true;
  /** What is not known of other plans, and why. */
  note?: string;
  /** The first line that cannot be read, from zero, if numbers hang on one. */
  unread?: { file: string; line: number };
}

export interface Located {
  release?: string;
  /** Index of the step in its release. */
  step?: number;
  range?: Range;
}
