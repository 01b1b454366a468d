/**
 * What a release plan is, as plain immutable data.
 *
 * A `Plan` is what one `.release` file says, together with everything it imports. It knows nothing of syntax trees,
 * editors or files: whoever needs a fact asks the plan, the schedule or a finding. Every element carries the place of
 * the text it came from. Whatever a half-written file leaves out is `undefined` or an empty list, never an exception.
 */
import type { Id } from './ids.ts';
import type { Place, Position } from './place.ts';
import type { Duration, Estimate, Instant, MonthDays, WrittenTime, Zone } from './time/model.ts';

export type { Place, Position, Range } from './place.ts';

/** Zero-based line and UTF-16 character, as in the Language Server Protocol. */
/** A name as it was written at `place`. What it stands for: `lookup(plan, release, ref.name)`. */
export interface Ref {
  readonly name: string;
  readonly place: Place;
}

/** Everything that is declared with a name, and so can be referred to, renamed and completed. */
export interface Declared {
  /** As `plan/ids.ts` says. */
  readonly id: string;
  readonly name: string;
  readonly title?: string;
  /** The whole statement, block included. */
  readonly place: Place;
  /** The name alone (where an unnamed thing is declared: its first word). */
  readonly namePlace: Place;
  /** The first line of the statement up to its block or end: where a finding about the whole of it is shown. */
  readonly head: Place;
  /** The comment lines right above the statement, for the hover. */
  readonly note?: string;
  /** `link tbd`. */
  readonly linkOpen?: Undecided;
}

// ---------------------------------------------------------------------------------------------- times in a plan

/**
 * A time as a plan states it. `instant` is set at once for absolute times; the others become instants in the schedule,
 * see `plan/time/resolve.ts`. `place` is the whole expression; in a runbook that is where it is used, which many share, so
 * each has an id.
 */
export type Time =
  | {
      readonly kind: 'instant';
      readonly id: Id<Time>;
      readonly at: Instant;
      readonly dateOnly: boolean;
      readonly zone: Zone;
      readonly place: Place;
    }
  /** `T-5wd`, `T+30d`, `T-1wd 14:00`, `Thu of T-5w`: relative to the start of the first window. */
  | {
      readonly kind: 'offset';
      readonly id: Id<Time>;
      readonly offset: Duration;
      /** 0 = Monday: the day of that week (`Thu of T-5w`). */
      readonly weekday?: number;
      /** Minutes after midnight, when written. */
      readonly clock?: number;
      readonly zone: Zone;
      readonly place: Place;
    }
  /** `go-live + 2h`, `run.end`, `beta - 3wd 14:00`, `Thu of beta - 1w`: relative to a named thing. */
  | {
      readonly kind: 'point';
      readonly id: Id<Time>;
      readonly ref: Ref;
      /** Of `until switch web`: `ref` is the verb then. */
      readonly target?: Ref;
      readonly side?: 'start' | 'end';
      readonly offset?: Duration;
      /** As of an offset, and the zone of that clock. */
      readonly weekday?: number;
      readonly clock?: number;
      readonly clockZone?: Zone;
      readonly place: Place;
    }
  /** `22:00` or `Sat 22:00`: the first such moment of the enclosing window, phase or range. */
  | {
      readonly kind: 'clock';
      readonly id: Id<Time>;
      readonly clock: number;
      readonly weekday?: number;
      readonly zone: Zone;
      readonly place: Place;
    }
  /** `tbd`, or text that is no time (then a finding already says so). */
  | { readonly kind: 'unknown'; readonly id: Id<Time>; readonly tbd?: boolean; readonly place: Place };

/** `from .. to`; an open end is undefined. A bare date as end means the end of that day. */
export interface TimeRange {
  readonly from?: Time;
  readonly to?: Time;
  readonly place: Place;
}

/** `every 2w`, `every Mon, Wed`, `every 12h`, with `from` and `until`. */
export interface Recurrence {
  readonly interval?: Duration;
  /** `every tbd`. */
  readonly tbd?: true;
  /** 0 = Monday. */
  readonly weekdays: readonly number[];
  /** `every last 2wd of month`: of these days only such ones. */
  readonly ofMonth?: MonthDays;
  /** Of what lasts whenever it comes round on these weekdays. */
  readonly hours?: RecurringHours;
  readonly from?: Time;
  readonly until?: Time;
  readonly place: Place;
}

/** `09:00 .. 18:00`, `18:00 .. Mon 06:00`; minutes after midnight, `to <= from` without a weekday passes midnight. */
export interface RecurringHours {
  readonly from: number;
  readonly to: number;
  /** 0 = Monday: the weekday it ends on. */
  readonly toWeekday?: number;
  readonly zone: Zone;
}

/** A duration as it was written; one number means `min = likely = max`. `tbd` has the text that says so, and is no time until then. */
export interface WrittenEstimate extends Estimate {
  readonly place: Place;
}

/** What stands for whatever nobody has decided yet: a person, a duration, a value, a time. A word of the language, so no name. */
export const TBD = 'tbd';

/** Where a value says so that is nothing but a number. */
export interface Undecided {
  readonly tbd: true;
  readonly place: Place;
}

// ---------------------------------------------------------------------------------------------- who

/** A who-slot: `by priya`, `by any of dba`, `with 2 of ops skilled in postgres`, `by dba else jonas`. */
export interface Who {
  readonly ref: Ref;
  /** How many of a team: a number, `'any'` = 1, `'all'`, `'relay'` = whoever is on shift, one after the other; undefined: the person or role itself, for a team see `plan/who/people.ts`. */
  readonly count?: number | 'any' | 'all' | 'relay';
  /** `2` may be `tbd`: one of them is counted with until it is known. */
  readonly countOpen?: Undecided;
  /** `skilled in postgres`: only those of them who have all these skills. */
  readonly skills?: readonly Ref[];
  /** Who stands in, the first of them who can: `else jonas else sam`. */
  readonly otherwise?: readonly Ref[];
  /** Whom they must have nothing to do with: `independent of vendor`. */
  readonly independentOf?: Ref;
  /** Who else is named behind the same `by`, though one answers for it; of a step they are counted as `with`. */
  readonly also?: readonly Who[];
  readonly place: Place;
}

/** By whose days somebody works: a calendar, and the holidays of others besides. */
export interface Timekeeping {
  readonly calendar?: Ref;
  readonly holidaysOf: readonly Ref[];
}

/** `contact phone "+49 30 5550 110"`: how somebody is reached. */
export interface Contact {
  readonly channel: string;
  readonly address: string;
  /** `contact phone tbd`. */
  readonly tbd?: true;
  readonly place?: Place;
}

export interface Person extends Declared, Timekeeping {
  readonly kind: 'person';
  readonly zone?: Zone;
  readonly shifts: readonly WorkingHours[];
  readonly leave: readonly TimeRange[];
  readonly skills: readonly Ref[];
  readonly rate?: Money;
  /** `rate tbd`. */
  readonly rateOpen?: Undecided;
  readonly contacts: readonly Contact[];
  readonly deputy?: Ref;
}

/** An outside organisation: a client, a vendor. It has a calendar but no member we schedule. */
export interface Party extends Declared, Timekeeping {
  readonly id: Id<Party>;
  readonly kind: 'party';
  readonly zone?: Zone;
  /** The end of the contract with it. */
  readonly until?: Time;
  readonly contacts: readonly Contact[];
}

/** `team ops is ann, bob`; declared in a shared file or inside a release. */
export interface Team extends Declared, Timekeeping {
  readonly kind: 'team';
  readonly members: readonly Ref[];
  readonly contacts: readonly Contact[];
}

/** `role dba is priya else jonas`: filled once, named everywhere. */
export interface Role extends Declared {
  readonly kind: 'role';
  readonly holder?: Ref;
  readonly otherwise?: readonly Ref[];
}

export interface Money {
  readonly amount: number;
  readonly currency: string;
  readonly place: Place;
}

/** `working Mon..Fri 09:00 .. 17:00`; minutes after midnight, `to` may be 1440; `to <= from` passes midnight. */
export interface WorkingHours {
  /** 0 = Monday. Empty: every day. */
  readonly weekdays: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

export interface Calendar extends Declared {
  readonly kind: 'calendar';
  readonly zone?: Zone;
  /** Empty: Mon..Fri 09:00 .. 17:00. */
  readonly working: readonly WorkingHours[];
  readonly holidays: readonly { readonly range: TimeRange; readonly title?: string }[];
  /** Calendars whose holidays count here too. */
  readonly holidaysOf: readonly Ref[];
  /** `deadlines 10:00`: the hour of day that a bare date means as `due`; minutes after midnight. */
  readonly deadline?: number;
  /** `deadlines tbd`. */
  readonly deadlineOpen?: Undecided;
}

export interface Audience extends Declared, Timekeeping {
  readonly kind: 'audience';
  readonly zone?: Zone;
  readonly channels: readonly Ref[];
  /** How long before the event it must be told. */
  readonly notice?: WrittenEstimate;
  /** The systems it depends on. */
  readonly uses: readonly Ref[];
  readonly members: readonly Ref[];
}

// ---------------------------------------------------------------------------------------------- things

export interface Environment extends Declared {
  readonly kind: 'environment';
  /** The name is `production`, `prod` or `live`, or its block says `production`. */
  readonly production: boolean;
  /** One booking at a time. */
  readonly exclusive: boolean;
}

export const SYSTEM_KINDS = [
  'system',
  'application',
  'service',
  'server',
  'database',
  'queue',
  'network',
  'storage',
  'certificate',
] as const;
export type SystemKind = (typeof SYSTEM_KINDS)[number];

/** A configuration item. */
export interface System extends Declared {
  readonly id: Id<System>;
  readonly kind: 'system';
  readonly type: SystemKind;
  /** What it runs on. */
  readonly on: readonly Ref[];
  readonly environment?: Ref;
  /** The systems it needs to work. */
  readonly uses: readonly Ref[];
  /** Who alone may record its configuration. */
  readonly writer?: Who;
  readonly version?: string;
  /** Takes one step at a time. */
  readonly exclusive: boolean;
  /** When it is first in use; what is built until then nobody relies on. */
  readonly from?: Time;
  /** The end of a certificate or licence. */
  readonly until?: Time;
}

/** Words that need no declaration; once one of a vocabulary is declared, all of it must be. */
export const VOCABULARIES = ['channel', 'register', 'source', 'store', 'priority'] as const;
export type Vocabulary = (typeof VOCABULARIES)[number];

/** `channel slack`, `register cmdb by config-manager`, `source jira`, `store s3-frankfurt on db-01`, `priority P1 "The shop is down"`. */
export interface Word extends Declared {
  readonly kind: 'word';
  readonly vocabulary: Vocabulary;
  readonly by?: Who;
  readonly on: readonly Ref[];
}

/** `freeze NAME of THINGS from A until B by WHO except "…" by WHO`. Things may be declared or mere words (`strings`). */
export interface Freeze extends Declared, Occasional {
  readonly id: Id<Freeze>;
  readonly kind: 'freeze';
  readonly of: readonly Ref[];
  /** Whose it is. */
  readonly by?: Who;
  /** What may be excepted, in words, and by whom. */
  readonly exceptFor?: string;
  /** `except tbd by mara`. */
  readonly exceptOpen?: Undecided;
  readonly exceptBy?: Who;
}

/** `maintenance NAME of THINGS every Sun 02:00 .. 05:00`: when alone they may be touched. */
export interface Maintenance extends Declared, Occasional {
  readonly id: Id<Maintenance>;
  readonly kind: 'maintenance';
  readonly of: readonly Ref[];
  readonly by?: Who;
  readonly exceptFor?: string;
  /** `except tbd by mara`. */
  readonly exceptOpen?: Undecided;
  readonly exceptBy?: Who;
}

/**
 * What holds from when until when. Where it comes round: on weekdays, `from` and `until` are between which days; at
 * intervals, they are its first time.
 */
export interface Occasional {
  readonly from?: Time;
  readonly until?: Time;
  readonly every?: Recurrence;
}

/** Something others plan around: a conference, a holiday, a contract's end. */
export interface PlanEvent extends Declared {
  readonly id: Id<PlanEvent>;
  readonly kind: 'event';
  readonly during?: TimeRange;
  readonly links: readonly string[];
}

export const RELEASE_KINDS = ['standard', 'normal', 'emergency', 'major'] as const;
export type BuiltInKind = (typeof RELEASE_KINDS)[number];
/** One of these, or one that a file has declared. */
export type ReleaseKind = string;

/** `kinds alpha, candidate, final`, `kinds nightly as standard`: a kind of release of one's own. */
export interface OwnKind extends Declared {
  readonly kind: 'release-kind';
  /** What it is asked for where no policy says otherwise. */
  readonly as: BuiltInKind;
}

export type Severity = 'error' | 'warning' | 'information';

/** `policy normal { check rehearsal-missing error passed 2 }`, `policy night-team for normal from acme-base { … }`. */
export interface Policy extends Declared {
  readonly kind: 'policy';
  /** The kinds of release it holds for; undefined: every one; empty: none by itself, it is there for others to build on. */
  readonly releaseKinds?: readonly ReleaseKind[];
  /** What it builds on: `policy` by that name, or where no plan declares one the pack by that name. */
  readonly base?: { readonly ref: Ref; readonly policy?: Policy };
  /** Its own; of two about one thing the later one counts. */
  readonly rules: readonly PolicyRule[];
}

export interface PolicyRule {
  readonly code: Ref;
  readonly severity?: Severity | 'off';
  readonly parameters: readonly { readonly name: Ref; readonly values: readonly ParameterValue[] }[];
  readonly place: Place;
}

/** A number, a duration or a word of a policy. */
export interface ParameterValue {
  readonly text: string;
  readonly number?: number;
  readonly duration?: Duration;
  readonly place: Place;
}

/** `norm deploy web 45m`: what such a step is expected to take. */
export interface Norm {
  readonly kind: 'norm';
  readonly verb?: string;
  readonly target?: Ref;
  readonly estimate?: WrittenEstimate;
  readonly place: Place;
}

/** A reusable set of criteria: `criteria quality-bar { criterion … }`. */
export interface Criteria extends Declared {
  readonly kind: 'criteria';
  readonly criteria: readonly Criterion[];
}

/** What becomes of a thing of the plan that a condition may ask for. */
export const STATES = ['late', 'length', 'failed'] as const;
export type State = (typeof STATES)[number];

/** `criterion "Error rate" < 0.1 % over 15m from grafana`, `when publish.late > 72h`. */
export interface Criterion {
  /** What is measured, or the thing of the plan as it is written: `publish.late`. */
  readonly subject: string;
  /** `publish.late`, `load.length`, `r4.failed`; of `late` the value says by how much, of `length` how long it goes on. */
  readonly state?: { readonly of: PointRef; readonly is: State };
  readonly operator?: '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly value?: number;
  /** As written: `0`, `0.1`, `green`. */
  readonly valueText?: string;
  /** Where the value is a length of time: `2h`, `1h30m`. */
  readonly length?: Duration;
  /** As written; of a share of what was measured before with what that is: `% of baseline`. */
  readonly unit?: string;
  /** `> 150 % of baseline`: the thing in which it was measured before. Whoever reads the condition waits for it. */
  readonly of?: PointRef;
  readonly over?: Duration;
  /** Nobody has decided yet over how long it is measured. */
  readonly overTbd?: true;
  readonly from?: Ref;
  /** Of a line of its own: whose it is, and how it stands. */
  readonly by?: Who;
  readonly done?: true;
  readonly failed?: true;
  readonly place: Place;
}

// ---------------------------------------------------------------------------------------------- steps

export const VERBS = [
  'backup',
  'snapshot',
  'stop',
  'start',
  'migrate',
  'deploy',
  'configure',
  'switch',
  'verify',
  'restore',
  'gate',
  'notify',
  'record',
  'grant',
  'revoke',
  'wait',
  'meet',
  'task',
] as const;
export type Verb = (typeof VERBS)[number];

/** The verbs that leave a system different from before. */
export const CHANGE_VERBS: readonly Verb[] = ['migrate', 'deploy', 'configure', 'switch', 'restore'];

export const BLOCK_KINDS = [
  'messages',
  'prepare',
  'run',
  'rollback',
  'follow-up',
  'phase',
  'stream',
  'sequence',
  'parallel',
  'outage',
  'cycle',
  'play',
] as const;
/** `messages` holds the steps that stand in the release itself (`notify … at T-5wd`). */
export type BlockKind = (typeof BLOCK_KINDS)[number];

/**
 * `after x + 15m`: finish-to-start (start-to-start for `x.start`) with a lag, elapsed or in working days; `after x + 2h..5h`,
 * `+ 2h..`, `+ ..5h`: at least that, and at most.
 */
export interface After {
  readonly point: PointRef;
  readonly lag?: Duration;
  /** `after load + tbd`: it comes behind, and nobody knows yet how long. */
  readonly lagOpen?: Undecided;
  readonly most?: Duration;
  readonly place: Place;
}

/** A named thing, or an unnamed step by its verb and target (`backup orders-db`). */
export interface PointRef {
  readonly ref: Ref;
  /** Set for `after backup orders-db`: `ref` is the verb then. */
  readonly target?: Ref;
  readonly side?: 'start' | 'end';
  readonly place: Place;
}

/** A line `- "…"` of a checklist. */
export interface ChecklistItem {
  readonly id: Id<ChecklistItem>;
  readonly text: string;
  readonly by?: Who;
  readonly with?: readonly Who[];
  readonly onlyIf?: OnlyIf;
  /** It may be left out. */
  readonly optional?: boolean;
  readonly due?: Time;
  readonly after: readonly After[];
  readonly done: boolean;
  readonly links: readonly string[];
  readonly linkOpen?: Undecided;
  readonly items: readonly ChecklistItem[];
  readonly place: Place;
}

/** `only if "Notes merged" = "yes" likely 30 %`. */
export interface OnlyIf {
  /** All of them have to hold. */
  readonly conditions: readonly Criterion[];
  /** Between 0 and 1; undefined: nobody says. */
  readonly probability?: number;
  /** `likely tbd`. */
  readonly tbd?: true;
  readonly place: Place;
}

/** One line of work. `index` is its position in `Release.steps`. */
export interface Step extends Partial<Pick<Declared, 'name' | 'title' | 'note' | 'linkOpen'>> {
  readonly id: Id<Step>;
  readonly kind: 'step';
  readonly index: number;
  readonly verb: Verb;
  readonly targets: readonly Ref[];
  readonly place: Place;
  readonly namePlace: Place;
  readonly head: Place;
  /** The innermost block that holds it. */
  readonly block: Block;
  readonly duration?: WrittenEstimate;
  readonly by?: Who;
  /** Who answers for it, where that is not whoever does it. It takes none of their time. */
  readonly accountable?: Who;
  readonly with: readonly Who[];
  /** The channels that a message goes over, each of them, or that a meeting is held on. */
  readonly via: readonly Ref[];
  /** The room, of a `meet` or `gate`. */
  readonly where?: string;
  /** `where tbd`. */
  readonly whereOpen?: Undecided;
  readonly in?: Ref;
  readonly to?: Ref;
  readonly from?: Ref;
  readonly at?: Time;
  readonly notBefore?: Time;
  readonly due?: Time;
  /** As early as possible, where it would be planned as late as possible. */
  readonly asap?: boolean;
  readonly during?: TimeRange;
  /** Of a `wait`: it lasts until then. */
  readonly until?: Time;
  /** Of a `wait`: it is over once that is so; how long that takes is what its duration estimates. */
  readonly untilWhen?: Criterion;
  readonly after: readonly After[];
  readonly alongside: readonly PointRef[];
  readonly every?: Recurrence;
  readonly tags: readonly string[];
  readonly links: readonly string[];
  readonly version?: VersionChange;
  /** `switch cart to 10 %`: the share of the traffic that goes there then; without a number nobody has decided yet. */
  readonly share?: { readonly percent?: number; readonly tbd?: true; readonly place: Place };
  /** How long taking this one step back lasts, and by whom (default: who did it). */
  readonly undo?: WrittenEstimate;
  readonly undoBy?: Who;
  readonly irreversible?: { readonly approvedBy?: Who; readonly place: Place };
  readonly onlyIf?: OnlyIf;
  /** It may be left out. */
  readonly optional?: boolean;
  readonly done: boolean;
  /** The day or moment it was, where that is written: `done on Fri 2026-11-27`. */
  readonly doneOn?: Time;
  /** When it was planned for before, the first plan first: `was Mon 2026-11-30`. */
  readonly was?: readonly Time[];
  /** The same moment in other words, as the line says it. */
  readonly meaning?: readonly Time[];
  readonly checklist: readonly ChecklistItem[];
  /** How it is done, what must be seen when it is, and what is kept to show it. */
  readonly proof?: Proof;
  /** Of a backup: how long its restore test takes; present = tested. */
  readonly tested?: WrittenEstimate | { readonly place: Place };
  /** Of a backup or snapshot: how long it is kept. */
  readonly keep?: WrittenEstimate;
  /** Of a message: the deadline of its acknowledgement, and who watches it. */
  readonly acknowledge?: {
    readonly within?: Duration;
    /** `within tbd`. */
    readonly withinOpen?: Undecided;
    readonly by?: Who;
    /** Silence is consent: `then approve`, or what it allows by name. */
    readonly approves?: { readonly ref?: Ref };
    /** It was answered. */
    readonly done?: boolean;
    readonly place: Place;
  };
  /** Who is called, one after the other, when nobody answers. */
  readonly escalate?: {
    readonly to: readonly Ref[];
    readonly via: readonly Ref[];
    readonly within?: Duration;
    readonly withinOpen?: Undecided;
    readonly place: Place;
  };
  /** Of a message: what it says, or the text that says it. */
  readonly text?: {
    readonly parts?: readonly TextPart[];
    readonly textOpen?: Undecided;
    readonly ref?: Ref;
    readonly place: Place;
  };
  readonly gate?: Gate;
  /** The `use` line this step came from, when a runbook wrote it. */
  readonly usedAt?: Place;
}

/** `text no-return "The shop is away from {window.start} on."`: words that several messages say. */
export interface MessageText extends Declared {
  readonly id: Id<MessageText>;
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
  /** `text closing tbd`. */
  readonly textOpen?: Undecided;
}

/** Words as they are, or something that is filled in. */
export type TextPart = string | FilledIn;

/** `{window.start}`: of a thing of the plan what it is called, or when it is. */
export interface FilledIn {
  readonly ref: Ref;
  /** What of it: `start`, `version`. */
  readonly of?: Ref;
  readonly place: Place;
}

/** The lines `how`, `expect` and `evidence` of a step. */
export interface Proof {
  readonly how: readonly string[];
  /** `how tbd`. */
  readonly howOpen?: Undecided;
  readonly expects: readonly Criterion[];
  readonly evidence: readonly Evidence[];
}

/** `evidence "Tally export" by client { keep 60mo }`: what shows afterwards that the step was done. */
export interface Evidence {
  readonly id: Id<Evidence>;
  readonly text: string;
  /** Who gives it; undefined: whoever does the step. */
  readonly by?: Who;
  readonly keep?: WrittenEstimate;
  readonly links: readonly string[];
  readonly linkOpen?: Undecided;
  /** It is there. */
  readonly done: boolean;
  readonly place: Place;
}

export interface VersionChange {
  readonly from?: string;
  readonly to?: string;
  readonly place: Place;
}

/** What a `gate` asks before the run goes on. */
export interface Gate {
  readonly quorum?: {
    readonly count: number | 'all';
    /** `quorum tbd`: one of them is asked for until it is known. */
    readonly countOpen?: Undecided;
    readonly including: readonly Ref[];
    readonly place: Place;
  };
  readonly rule?: 'unanimous' | 'majority';
  readonly veto: readonly Ref[];
  /** Who is heard, and has no vote. */
  readonly consulted?: readonly Ref[];
  readonly needs: readonly PointRef[];
  readonly criteria: readonly Criterion[];
  readonly noGo?: Consequence;
}

/**
 * `then rollback full`, `then play calm-down`, `then notify support`, `then postpone to Sat …`; of the no-go of a gate also
 * `then again at Wed of T`, `then again every 1d until T`: it is decided once more.
 */
export interface Consequence {
  readonly id: Id<Consequence>;
  readonly action: 'rollback' | 'play' | 'notify' | 'postpone' | 'again' | 'stop' | 'text';
  readonly ref?: Ref;
  readonly to?: Time;
  /** When it is decided again: once, or time and again from the gate on. */
  readonly at?: Time;
  readonly every?: Recurrence;
  readonly text?: string;
  /** Of `notify`: the channels it goes over, each of them. */
  readonly via?: readonly Ref[];
  /** Nobody has decided yet what follows. */
  readonly tbd?: true;
  readonly place: Place;
}

/** `when "Error rate" > 1 % over 5m from grafana and "Ops agrees" during T .. T+3d then rollback full`. */
export interface Trigger {
  readonly id: Id<Trigger>;
  readonly kind: 'trigger';
  /** All of them have to hold; none where the line lacks it. */
  readonly conditions: readonly Criterion[];
  /** It is armed then; of `at` it is looked at once. Neither: as long as what it stands in goes on. */
  readonly during?: TimeRange;
  readonly at?: Time;
  /** Who says that it holds, and calls what follows; nobody named: whoever reads it. */
  readonly by?: Who;
  readonly with?: readonly Who[];
  /** Over which channel whoever decides is asked. */
  readonly via?: readonly Ref[];
  readonly then: readonly Consequence[];
  readonly block?: Block;
  readonly place: Place;
}

/** `point of no return`, `point of no return settled`: it stands between the steps around it. */
export interface PointOfNoReturn {
  readonly id: Id<PointOfNoReturn>;
  readonly kind: 'point-of-no-return';
  /** Of one with a name: the moment that others hang on, right behind it in its block. */
  readonly milestone?: Milestone;
  /** Index in `Release.steps` of the step before it in its block; -1: the block starts with it. */
  readonly afterStep: number;
  readonly block: Block;
  readonly place: Place;
}

/** `milestone beta Mon 2026-06-01`: the one way to name a moment. */
export interface Milestone extends Declared {
  readonly id: Id<Milestone>;
  readonly kind: 'milestone';
  readonly at?: Time;
  /** By when it has to be; where nothing else says when it is, it is then. */
  readonly due?: Time;
  readonly after: readonly After[];
  readonly by?: Who;
  /** Who has to be there then. */
  readonly with: readonly Who[];
  readonly done: boolean;
  /** The day or moment it was, where that is written: `done on Fri 2026-11-27`. */
  readonly doneOn?: Time;
  /** When it was planned for before, the first plan first: `was Mon 2026-11-30`. */
  readonly was?: readonly Time[];
  /** The same moment in other words, as the line says it. */
  readonly meaning?: readonly Time[];
  readonly block?: Block;
}

/**
 * `task x … dropped because "No time"`: what was planned and is given up. It is shown as what it was, and is no step, block, milestone or
 * item of anything any more.
 */
export interface Dropped extends Declared {
  readonly id: Id<Dropped>;
  readonly kind: 'dropped';
  /** The word of its line: `deploy`, `must`. */
  readonly word: string;
  /** As messages call it: its name, else what its line begins with. */
  readonly label: string;
  /** What it was about, of a step. */
  readonly targets: readonly string[];
  readonly because?: string;
  /** What is given up with it: the block around it. */
  readonly of?: string;
  /** The block it stood in. */
  readonly block?: Block;
}

/** A block of steps; the tree on the page is the order on the night. */
export interface Block {
  readonly id: Id<Block>;
  readonly kind: BlockKind;
  readonly name?: string;
  readonly title?: string;
  readonly namePlace: Place;
  readonly head: Place;
  readonly place: Place;
  readonly parent?: Block;
  /** The lines in it, in their order; `childrenOf` has them. */
  readonly children: readonly Id<Step | Block | PointOfNoReturn | Trigger | Milestone>[];
  /** `sequence ftp 1h30m..2h`: how long all in it takes; steps without a duration share what the others leave of it. */
  readonly duration?: WrittenEstimate;
  /** `rollback full tbd`. */
  readonly durationOpen?: Undecided;
  /** `run in night`: the window it runs in. */
  readonly window?: Ref;
  readonly by?: Who;
  /** Who answers for all in it. */
  readonly accountable?: Who;
  /** Whose time the steps in it take that name nobody by `with`. */
  readonly with?: readonly Who[];
  readonly during?: TimeRange;
  readonly at?: Time;
  readonly due?: Time;
  /** The moment of its begin in other words, as the line says it. */
  readonly meaning?: readonly Time[];
  /** As of a step, of all in it. */
  readonly asap?: boolean;
  readonly after: readonly After[];
  /** `cycle weekly every 1w from … until …`: all in it comes round as often, one time behind the other. */
  readonly every?: Recurrence;
  /** `rollback db else full`, `play x else y`: what follows when this no longer fits. */
  readonly otherwise?: Ref;
  /** Of a `follow-up`: the rollback or play behind which it is done, and only then (`follow-up repair after full`). */
  readonly follows?: Ref;
  /** `play NAME until time`. */
  readonly until?: Time;
  readonly onlyIf?: OnlyIf;
  /** It may be left out. */
  readonly optional?: boolean;
  readonly tags: readonly string[];
  readonly note?: string;
}

// ---------------------------------------------------------------------------------------------- the release

export interface Window {
  readonly id: Id<Window>;
  readonly kind: 'window';
  /** Its position in `Release.windows`. */
  readonly index: number;
  readonly name?: string;
  readonly from?: Time;
  readonly to?: Time;
  /** When it was planned for before. */
  readonly was?: readonly Time[];
  /** The same moment in other words, as the line says it. */
  readonly meaning?: readonly Time[];
  readonly place: Place;
  readonly namePlace: Place;
}

export interface ChangeRecord {
  readonly id: Id<ChangeRecord>;
  readonly kind: 'change';
  /** As the change management calls it. */
  readonly number?: Ref;
  /** `change tbd`. */
  readonly numberOpen?: Undecided;
  readonly linkOpen?: Undecided;
  readonly approvedBy?: Who;
  readonly approvedOn?: Time;
  /** The date it was approved for. */
  readonly approvedFor?: Time;
  readonly during?: TimeRange;
  readonly place: Place;
}

export interface Promise_ {
  readonly what: 'outage' | 'rto' | 'rpo' | 'other';
  readonly text: string;
  /** What is aimed at, of `30m..1h` the half hour. */
  readonly aim?: Duration;
  /** What is kept in any case. Undefined: `tbd`, or a mistake that is told. */
  readonly duration?: Duration;
  readonly tbd?: true;
  readonly place: Place;
}

export interface Budget {
  readonly id: Id<Budget>;
  readonly money?: Money;
  /** `budget tbd`. */
  readonly tbd?: true;
  readonly approvedBy?: Who;
  readonly approvedOn?: Time;
  /** The fund it is a part of: `budget 18000 EUR from platform`. */
  readonly from?: Ref;
  readonly place: Place;
}

/** `fund platform "Platform 2027" 50000 EUR approved by finance`: money that several releases share. */
export interface Fund extends Declared {
  readonly id: Id<Fund>;
  readonly kind: 'fund';
  readonly money?: Money;
  /** `fund platform tbd`. */
  readonly tbd?: true;
  readonly approvedBy?: Who;
  readonly approvedOn?: Time;
}

/** `cost "Vendor on call" 12000 EUR`, `spent 9000 EUR on 2026-11-02`: money that is not hours, planned or gone. */
export interface Cost {
  readonly id: Id<Cost>;
  readonly kind: 'cost' | 'spent';
  readonly title?: string;
  readonly money?: Money;
  /** `cost "Hall" tbd`. */
  readonly tbd?: true;
  /** The day it was spent. */
  readonly on?: Time;
  readonly place: Place;
}

export interface Confirmation {
  readonly id: Id<Confirmation>;
  readonly by?: Who;
  readonly on?: Time;
  /** The date they said yes to; the one of the plan, where it is not written. */
  readonly agreed?: Time;
  readonly place: Place;
}

export interface Benefit extends Declared {
  readonly id: Id<Benefit>;
  readonly kind: 'benefit';
  readonly by?: Who;
  readonly assessedOn?: Time;
  readonly target?: { readonly from?: string; readonly to?: string; readonly place: Place };
  readonly reviewAt?: Time;
  /** Somebody has looked whether it has come: `review at T+30d done`. */
  readonly reviewed?: boolean;
  /** `actual 12 calls on Thu 2027-05-06`: what has come of it, each time it was measured. */
  readonly actuals: readonly { readonly value: string; readonly on?: Time; readonly place: Place }[];
}

export interface Scope {
  readonly id: Id<Scope>;
  readonly frozenOn?: Time;
  readonly items: readonly ScopeItem[];
  readonly place: Place;
}

export interface ScopeItem extends Declared {
  readonly id: Id<ScopeItem>;
  readonly kind: 'scope-item';
  readonly priority: 'must' | 'should' | 'could' | 'wont';
  readonly by?: Who;
  readonly due?: Time;
  readonly done: boolean;
  /** The day or moment it was, where that is written: `done on Fri 2026-11-27`. */
  readonly doneOn?: Time;
  /** When it was planned for before, the first plan first: `was Mon 2026-11-30`. */
  readonly was?: readonly Time[];
  readonly addedOn?: Time;
  readonly under?: Ref;
  /** It is something new, or mends what was wrong; neither: nobody says. */
  readonly enhancement: boolean;
  readonly correction: boolean;
  readonly deferredTo?: Ref;
  /** The release that left it open. */
  readonly from?: Ref;
  readonly after: readonly After[];
}

export const RISK_LEVELS = ['very-low', 'low', 'medium', 'high', 'very-high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export interface Risk extends Declared {
  readonly id: Id<Risk>;
  readonly kind: 'risk';
  readonly by?: Who;
  readonly likelihood?: RiskLevel;
  /** `likelihood tbd`. */
  readonly likelihoodOpen?: Undecided;
  /** `likelihood 15 %`: 0.15. */
  readonly probability?: number;
  readonly impact?: RiskLevel;
  /** `impact 10m..20m..60m`: how long it holds up what it threatens. */
  readonly delay?: WrittenEstimate;
  readonly threatens: readonly PointRef[];
  readonly mitigations: readonly PointRef[];
  /** What makes it smaller and is no step of the plan, each with whoever does it and by when. */
  readonly checklist: readonly ChecklistItem[];
  readonly review?: Time;
  /** Somebody has looked at it again. */
  readonly reviewed?: boolean;
  /** The release that it is carried over from. */
  readonly from?: Ref;
}

export interface Issue extends Declared {
  readonly id: Id<Issue>;
  readonly kind: 'issue';
  readonly by?: Who;
  /** Who decides about it, as whoever answers for it cannot. */
  readonly escalatedTo?: Who;
  readonly escalatedOn?: Time;
  readonly due?: Time;
  /** The release that left it open. */
  readonly from?: Ref;
  readonly done: boolean;
  /** The day or moment it was, where that is written: `done on Fri 2026-11-27`. */
  readonly doneOn?: Time;
  /** When it was planned for before, the first plan first: `was Mon 2026-11-30`. */
  readonly was?: readonly Time[];
}

export interface Rehearsal extends Declared {
  readonly id: Id<Rehearsal>;
  readonly kind: 'rehearsal';
  readonly in?: Ref;
  readonly at?: Time;
  /** When it was planned for before. */
  readonly was?: readonly Time[];
  /** The same moment in other words, as the line says it. */
  readonly meaning?: readonly Time[];
  readonly duration?: WrittenEstimate;
  readonly by?: Who;
  readonly with: readonly Who[];
  readonly result?: {
    readonly passed: boolean;
    readonly on?: Time;
    readonly by?: Who;
    readonly because?: string;
    readonly place: Place;
  };
  readonly version?: string;
  /** What has to be looked at in it. */
  readonly checklist: readonly ChecklistItem[];
  readonly measured: readonly { readonly point: PointRef; readonly duration: Duration; readonly place: Place }[];
  /** `measured full tbd`, `measured tbd`: nobody has written down yet how long it took. */
  readonly measuredOpen?: readonly (Undecided & { readonly of?: PointRef })[];
}

export interface Uat extends Declared {
  readonly id: Id<Uat>;
  readonly kind: 'uat';
  readonly in?: Ref;
  readonly by?: Who;
  readonly with: readonly Who[];
  readonly during?: TimeRange;
  readonly covers: readonly Ref[];
  /** What is tried in it, and has to be so at its end. */
  readonly checklist: readonly ChecklistItem[];
  readonly signOff?: {
    readonly due?: Time;
    readonly by?: Who;
    readonly on?: Time;
    readonly place: Place;
  };
}

/** `cover by ops every Mon..Fri 09:00 .. 18:00`, `cover by mara via call otherwise`. */
export interface Cover {
  readonly id: Id<Cover>;
  readonly by?: Who;
  /** How they are reached. */
  readonly via: readonly Ref[];
  readonly during?: TimeRange;
  readonly every?: Recurrence;
  readonly otherwise: boolean;
  readonly place: Place;
}

/** What becomes of an incident, one after the other. */
export const STAGES = ['respond', 'mitigate', 'resolve'] as const;
export type Stage = (typeof STAGES)[number];

/** `mitigate P1 within 12h`. */
export interface StagePromise {
  readonly stage: Stage;
  readonly priority: string;
  /** The channels over which it comes to those who cover. */
  readonly via: readonly Ref[];
  /** What is aimed at, of `within 30m..1h` the half hour; nobody is held to it. */
  readonly aim?: Duration;
  readonly within?: Duration;
  readonly withinOpen?: Undecided;
  readonly place: Place;
}

/** `escalate P1 mara, cto within 30m`: who is called, one after the other, when an incident is not answered so long. */
export interface Escalation {
  /** Without one it is so for all of them. */
  readonly priority?: string;
  readonly to: readonly Ref[];
  readonly via: readonly Ref[];
  readonly within?: Duration;
  readonly withinOpen?: Undecided;
  readonly place: Place;
}

/**
 * `hypercare T .. T+5d { … }`, `roster night-shift … { … }`: who is there; cover does not occupy. With a channel it is an open
 * bridge, under which the night goes on: `roster bridge via call by mara during 11:00 .. 18:30`.
 */
export interface Roster extends Declared {
  readonly id: Id<Roster>;
  readonly kind: 'hypercare' | 'roster';
  readonly via: readonly Ref[];
  readonly where?: string;
  /** `where tbd`. */
  readonly whereOpen?: Undecided;
  readonly links: readonly string[];
  /** Who keeps it open. */
  readonly by?: Who;
  readonly during?: TimeRange;
  readonly cover: readonly Cover[];
  readonly shift?: Recurrence;
  readonly criteria: readonly Criterion[];
  /** What happens with an incident, and how soon: in the order of the page. */
  readonly stages: readonly StagePromise[];
  readonly escalations: readonly Escalation[];
}

/** `reserve 2 of ops during run`: nothing else takes their time then. */
export interface Reserve {
  readonly id: Id<Reserve>;
  readonly kind: 'reserve';
  readonly who: readonly Who[];
  readonly title?: string;
  readonly during?: TimeRange;
  /** `during run`: all of that thing, which its own steps are in. */
  readonly whole?: Ref;
  readonly place: Place;
}

/** `waive CHECK for x until date because "…"`. */
export interface Waiver {
  readonly id: Id<Waiver>;
  readonly code: Ref;
  readonly for: readonly PointRef[];
  readonly until?: Time;
  readonly because?: string;
  readonly by?: Who;
  readonly place: Place;
}

export interface Release extends Declared {
  readonly kind: 'release';
  readonly releaseKind: ReleaseKind;
  readonly kindPlace?: Place;
  /** Nobody has decided yet which it is; until then `releaseKind` counts. */
  readonly kindOpen?: Undecided;
  /** What it brings, as a whole; its systems have their own. */
  readonly version?: VersionChange;
  readonly owner?: Who;
  readonly sponsor?: Who;
  readonly zone: Zone;
  /** Whose working days count for gates and for whatever has no calendar of its own; default Mon..Fri 09:00 .. 17:00. */
  readonly calendar?: Ref;
  readonly holidaysOf: readonly Ref[];
  readonly windows: readonly Window[];
  readonly promises: readonly Promise_[];
  /** `durations measured`: the schedule counts with what rehearsals measured; where it says so. */
  readonly durationsMeasured?: Place;
  readonly changes: readonly ChangeRecord[];
  readonly budgets: readonly Budget[];
  readonly costs: readonly Cost[];
  readonly confirmations: readonly Confirmation[];
  readonly benefits: readonly Benefit[];
  readonly scope?: Scope;
  readonly risks: readonly Risk[];
  readonly issues: readonly Issue[];
  readonly rehearsals: readonly Rehearsal[];
  readonly uats: readonly Uat[];
  readonly freezes: readonly Freeze[];
  readonly maintenances: readonly Maintenance[];
  readonly events: readonly PlanEvent[];
  readonly rosters: readonly Roster[];
  readonly reserves: readonly Reserve[];
  readonly waivers: readonly Waiver[];
  readonly triggers: readonly Trigger[];
  readonly milestones: readonly Milestone[];
  /** Top-level blocks in the order of the page, `messages` among them when there are any. */
  readonly blocks: readonly Block[];
  /** All steps, blocks flattened in the order of the page. */
  readonly steps: readonly Step[];
  readonly pointsOfNoReturn: readonly PointOfNoReturn[];
  /** What is given up, in the order of the page. */
  readonly dropped: readonly Dropped[];
  /** Names declared inside this release; they hide those of the file. */
  readonly names: ReadonlyMap<string, Named>;
  /** All that has an id in it, named or not; `find` reads it. */
  readonly things: ReadonlyMap<Id, unknown>;
  readonly tags: readonly string[];
  readonly links: readonly string[];
}

/** A cadence of releases with a template, and what is carried over from one to the next. */
export interface Train extends Declared {
  readonly kind: 'train';
  readonly every?: Recurrence;
  readonly template?: Ref;
  readonly carriesOver: readonly Ref[];
  readonly skips: readonly Time[];
  readonly releases: readonly TrainRelease[];
}

/** `release payments-4.2 at Sat 2026-12-05 22:00 version 4.2.0`: one of its releases; its date where it is not that of the cadence. */
export interface TrainRelease {
  readonly ref: Ref;
  readonly at?: Time;
  readonly version?: string;
  readonly place: Place;
}

/** `soak: duration`; without a type it stands for a name, or for a duration where only one can stand. */
export interface Parameter extends Ref {
  readonly type?: string;
  /** Of a template: what gives it its value, where that is not the cadence. */
  readonly from?: ParameterSource;
}

export type ParameterSource =
  /** As it is written, a title with its quotes. */
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'name'; readonly ref: Ref }
  /** Whoever covers that roster when the release begins. */
  | { readonly kind: 'roster'; readonly ref: Ref }
  /** What the release before it has. */
  | { readonly kind: 'previous' };

/** What the releases of a train are made from: `release weekly(day: date) { … }`. It is no release itself. */
export interface Template extends Declared {
  readonly kind: 'template';
  readonly parameters: readonly Parameter[];
  readonly lines: readonly string[];
  readonly zone: Zone;
  /** What its lines declare, its parameters among them. */
  readonly names: ReadonlyMap<string, Named>;
}

/** Steps written once: `runbook patch(host, who) { … }`. `use` expands it while the plan is read. */
export interface Runbook extends Declared {
  readonly kind: 'runbook';
  readonly parameters: readonly Parameter[];
  /** What its block says, without comments and layout. */
  readonly lines: readonly string[];
}

export interface NamedBlock extends Declared {
  readonly kind: 'block';
  readonly block: Block;
}

export interface NamedWindow extends Declared {
  readonly kind: 'named-window';
  readonly window: Window;
}

/** A step that has a name. */
export type NamedStep = Step & { readonly name: string };

/** `parameter` of a runbook; `implicit`: `owner` and `sponsor` of a release. */
export interface Alias extends Declared {
  readonly kind: 'parameter' | 'implicit';
  readonly who?: Who;
}

/** Everything a name can stand for. */
export type Named =
  | Person
  | Party
  | Team
  | Role
  | Calendar
  | Audience
  | Environment
  | System
  | Word
  | Fund
  | Freeze
  | Maintenance
  | PlanEvent
  | Policy
  | OwnKind
  | Criteria
  | Release
  | Train
  | Template
  | Runbook
  | Benefit
  | ScopeItem
  | Risk
  | Issue
  | Rehearsal
  | Uat
  | Roster
  | MessageText
  | Milestone
  | NamedStep
  | Dropped
  | NamedBlock
  | NamedWindow
  | Alias;

export interface Import {
  readonly path: string;
  /** The URI it leads to, when it leads anywhere. */
  readonly target?: string;
  readonly problem?: 'missing' | 'cycle' | 'outside' | 'unreadable';
  /** The files of the cycle, first = last; undefined where they are too many to be told. */
  readonly cycle?: readonly string[];
  readonly place: Place;
}

/** A name as used in the text of this file, and what it stands for. */
export interface Reference extends Ref {
  readonly target?: Named;
  /** What would have fitted, in words for a message: `a person, team or role`. Undefined: any name fits. */
  readonly expected?: string;
  /** Kinds that fit, for the nearest-name suggestion and completion; empty: any. */
  readonly kinds: readonly Named['kind'][];
  /** Of systems and parties only those that live from or until a time fit. */
  readonly timed?: true;
  /** Of blocks, which fit: `then rollback` calls no run. */
  readonly blocks?: readonly Block['kind'][];
  /** The one that it stands in. */
  readonly release?: Id<Release>;
  /** That is a runbook or a template, read as if it were one. */
  readonly judged?: Release;
}

/** A mistake of form that the parser or the lowering saw; becomes a finding with the code `syntax`. */
export interface FormProblem {
  readonly message: string;
  readonly place: Place;
  readonly replacement?: { readonly title: string; readonly text: string };
  /** What it means is read all the same. */
  readonly understood?: true;
}

/** A line that is not in the plan as it stands: it could not be read, or what it brings in could not. */
export interface UnreadLine {
  readonly place: Place;
  readonly message: string;
  /** The names on it: whoever and whatever it may be about. */
  readonly words: readonly string[];
  /** It is told, and read all the same. */
  readonly understood?: true;
  /** Where its statement begins, and where it ends. */
  readonly begin: Position;
  readonly end: Position;
}

/** Two declarations of one name in one scope. */
export interface DuplicateName {
  readonly name: string;
  readonly first: Place;
  readonly second: Place;
}

/** What one file says, with everything it imports. */
export interface Plan {
  readonly file: string;
  readonly imports: readonly Import[];
  readonly releases: readonly Release[];
  readonly trains: readonly Train[];
  /** Top-level names: those of this file and of its imports (of these only what is not in a release, and releases). */
  readonly names: ReadonlyMap<string, Named>;
  readonly policies: readonly Policy[];
  /** Kinds of release that are declared here or in an import; their names are apart from all others. */
  readonly kinds: ReadonlyMap<string, OwnKind>;
  readonly norms: readonly Norm[];
  /** Waivers outside of releases; they hold for every release of the file. */
  readonly waivers: readonly Waiver[];
  /** Facts of form of this file alone. */
  readonly references: readonly Reference[];
  readonly writtenTimes: readonly WrittenTime[];
  readonly duplicates: readonly DuplicateName[];
  readonly problems: readonly FormProblem[];
  /** The lines with such mistakes, of this file and of everything it imports, one each; `plan/unread.ts` says what hangs on them. */
  readonly unread: readonly UnreadLine[];
  /** Every declaration of this file, top-level and inside releases. */
  readonly declarations: readonly Named[];
  /** Places of text that is a placeholder (`TBD`, `?`, `[link here]`). */
  readonly placeholders: readonly { readonly text: string; readonly place: Place }[];
}

/** What `name` stands for inside `release` (or at top level). */
export function lookup(plan: Plan, release: Release | undefined, name: string): Named | undefined {
  return release?.names.get(name) ?? plan.names.get(name);
}

/** The release that a reference stands in; what a runbook or a template would be as one. */
export function releaseAround(plan: Plan, { release, judged }: Reference): Release | undefined {
  return judged ?? plan.releases.find(({ id }) => id === release);
}

/** Which of the built-in kinds a kind counts as: what those are asked is asked of it. */
export function builtInKind({ kinds }: Pick<Plan, 'kinds'>, kind: ReleaseKind): BuiltInKind {
  return RELEASE_KINDS.find((one) => one === kind) ?? kinds.get(kind)?.as ?? 'normal';
}

/** How a step is called in messages: its name, else verb and targets, else verb and title. */
export function stepLabel(step: Pick<Step, 'name' | 'verb' | 'targets' | 'title'>): string {
  if (step.name) return step.name;
  if (step.targets.length > 0) return `${step.verb} ${step.targets.map((target) => target.name).join(', ')}`;
  return step.title ? `${step.verb} "${step.title}"` : step.verb;
}

/** Whether a who-slot, or a duration, says that it is open. */
export function isTbd(value: Who | WrittenEstimate | undefined): boolean {
  return value !== undefined && ('ref' in value ? value.ref.name : value.text) === TBD;
}

/** How pictures and papers call a release: with its version, where its title, or the name it goes by, does not say it. */
export function releaseTitle({ title, name, version }: Pick<Release, 'title' | 'name' | 'version'>): string {
  const said = title ?? name;
  return version?.to === undefined || said.includes(version.to) ? said : `${said} ${version.to}`;
}

/** Who answers for a step without doing it: as its own line says, else the innermost block around it that does. */
export function accountableFor(step: Step): Who | undefined {
  if (step.accountable) return step.accountable;
  for (let block: Block | undefined = step.block; block; block = block.parent) {
    if (block.accountable) return block.accountable;
  }
  return undefined;
}

/** The top-level block that holds a block or step: `run`, `prepare`, a phase … */
export function rootBlock(block: Block): Block {
  let root = block;
  while (root.parent) root = root.parent;
  return root;
}

/** Whether a block is another one, or stands in it at whatever depth. */
export function isInside(block: Block, outer: Block): boolean {
  for (let one: Block | undefined = block; one; one = one.parent) if (one === outer) return true;
  return false;
}

/** `{window.start}`: what is filled into the words of a message, as it is written. */
export function filledIn({ ref, of }: FilledIn): string {
  return `{${ref.name}${of ? `.${of.name}` : ''}}`;
}
