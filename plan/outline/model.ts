/**
 * A plan as other programs can say it: steps in their order, who, when, what waits for what. Every format is read into it
 * and written from it, and scripts and agents write it as JSON; `language/write/` makes the text of a plan of it.
 *
 * Times, lengths and people are texts as the language writes them (`Sat 2026-12-05 22:00`, `T-2wd`, `20m..50m`, `any of
 * ops`); a time may also be as ISO 8601 has it, and a person a plain name, `Mara Lind`. Whatever is left out is not said.
 */
export interface Outline {
  /** The name of the release; default: made of its title. */
  readonly release?: string;
  readonly title?: string;
  /** `standard`, `normal`, `emergency` or `major`; default: `tbd`, it is open. */
  readonly kind?: string;
  readonly owner?: string;
  readonly sponsor?: string;
  /** An IANA zone: `Europe/Berlin`. Of every time that names none. */
  readonly zone?: string;
  /** Of its working days. */
  readonly calendar?: string;
  readonly window?: OutlineSpan;
  /** The numbers of change records. */
  readonly changes?: readonly string[];
  readonly calendars?: readonly OutlineCalendar[];
  readonly people?: readonly OutlinePerson[];
  readonly teams?: readonly OutlineTeam[];
  readonly roles?: readonly OutlineRole[];
  readonly systems?: readonly OutlineSystem[];
  readonly audiences?: readonly OutlineAudience[];
  readonly environments?: readonly OutlineEnvironment[];
  readonly freezes?: readonly OutlineFreeze[];
  readonly events?: readonly OutlineEvent[];
  readonly rosters?: readonly OutlineRoster[];
  readonly scope?: readonly OutlineScopeItem[];
  readonly risks?: readonly OutlineRisk[];
  /** Blocks, steps and milestones, in their order. Steps that stand in no block are of the run; beside one, those with a time stand for themselves. */
  readonly items?: readonly OutlineItem[];
  /** What is told of the release besides, a sentence each: comments. */
  readonly notes?: readonly string[];
}

export interface OutlineSpan {
  readonly from?: string;
  readonly to?: string;
}

export interface OutlineNamed {
  readonly name?: string;
  readonly title?: string;
}

export interface OutlinePerson extends OutlineNamed {
  readonly zone?: string;
  readonly calendar?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly leave?: readonly OutlineDays[];
}

export interface OutlineTeam extends OutlineNamed {
  readonly calendar?: string;
  readonly members?: readonly string[];
}

export interface OutlineAudience extends OutlineNamed {
  readonly calendar?: string;
}

export interface OutlineEnvironment extends OutlineNamed {
  /** Customers see it; default: whether its name says so. */
  readonly production?: boolean;
  /** One booking at a time. */
  readonly exclusive?: boolean;
}

export interface OutlineRole extends OutlineNamed {
  /** Who fills it, and who stands in: `priya else jonas`. */
  readonly is?: string;
}

export interface OutlineSystem extends OutlineNamed {
  /** `service`, `database` …; default: `system`. */
  readonly type?: string;
  readonly uses?: readonly string[];
  readonly on?: readonly string[];
  readonly version?: string;
  /** What is told of it besides: comments above its line. */
  readonly notes?: readonly string[];
}

export interface OutlineDays extends OutlineSpan {
  readonly title?: string;
}

export interface OutlineCalendar extends OutlineNamed {
  readonly zone?: string;
  /** `Mon..Fri 09:00 .. 17:00` each. */
  readonly working?: readonly string[];
  readonly holidays?: readonly OutlineDays[];
}

export interface OutlineFreeze extends OutlineNamed, OutlineSpan {
  /** Of what; default: `production`. */
  readonly of?: readonly string[];
  /** Where it comes round: `Thu 18:00 .. 24:00 Europe/Berlin`. */
  readonly every?: string;
  /** What is told of it besides: comments above its line. */
  readonly notes?: readonly string[];
}

export interface OutlineEvent extends OutlineNamed, OutlineSpan {
  readonly link?: string;
  /** What is told of it besides: comments above its line. */
  readonly notes?: readonly string[];
}

/** Who is there when. */
export interface OutlineRoster extends OutlineNamed, OutlineSpan {
  /** Of a bridge: who keeps it open. */
  readonly by?: string;
  readonly via?: readonly string[];
  readonly covers?: readonly OutlineCover[];
}

export interface OutlineCover extends OutlineSpan {
  readonly by?: string;
  readonly via?: readonly string[];
  /** Where it comes round. */
  readonly every?: string;
  /** Whenever no other one is there. */
  readonly otherwise?: boolean;
  /** What is told of it besides: comments above its line. */
  readonly notes?: readonly string[];
}

export interface OutlineScopeItem extends OutlineNamed {
  /** `must`, `should`, `could` or `wont`; default: `must`. */
  readonly priority?: string;
  readonly by?: string;
  readonly due?: string;
  readonly done?: boolean;
}

export interface OutlineRisk extends OutlineNamed {
  readonly by?: string;
  /** `low`, `medium` or `high`. */
  readonly likelihood?: string;
  readonly impact?: string;
}

/** A step; with another `kind` a block of them, or a milestone. */
export interface OutlineItem {
  /** `step`, `milestone`, what opens a block (`run`, `prepare`, `parallel` …), or a word that people have for it; a verb (`gate`) is a step. Default: `step`. */
  readonly kind?: string;
  /** What other items call it, see `after`; it becomes its name, where it can be one. */
  readonly id?: string;
  readonly name?: string;
  readonly title?: string;
  /** `deploy`, `verify` …; default: guessed from its title. */
  readonly verb?: string;
  /** What it is done to. */
  readonly targets?: readonly string[];
  readonly duration?: string;
  /** One who is accountable. */
  readonly by?: string;
  readonly with?: readonly string[];
  readonly via?: readonly string[];
  readonly in?: string;
  readonly to?: string;
  readonly from?: string;
  readonly at?: string;
  readonly notBefore?: string;
  readonly due?: string;
  readonly during?: OutlineSpan;
  readonly every?: string;
  readonly after?: readonly OutlineAfter[];
  readonly undo?: string;
  readonly version?: string;
  readonly optional?: boolean;
  readonly done?: boolean;
  readonly tags?: readonly string[];
  readonly links?: readonly string[];
  readonly checklist?: readonly OutlineCheck[];
  /** What is told of it besides: comments above its line. */
  readonly notes?: readonly string[];
  /** When it is planned, ISO 8601: written by exports; of an import it says when, where nothing else does. */
  readonly start?: string;
  readonly end?: string;
  /** When it was planned for before it was moved. */
  readonly was?: readonly string[];
  /** When it really was. */
  readonly actualStart?: string;
  readonly actualEnd?: string;
  /** What stands in a block. */
  readonly items?: readonly OutlineItem[];
}

export interface OutlineAfter {
  /** The id, the name, or the title of another item. */
  readonly of: string;
  readonly side?: 'start' | 'end';
  readonly lag?: string;
  readonly most?: string;
}

export interface OutlineCheck {
  readonly text: string;
  readonly by?: string;
  readonly due?: string;
  readonly done?: boolean;
}
