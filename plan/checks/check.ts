/** What a check is. One file of this folder per check, named as users see its code. */
import type { Facts, ScheduledRelease } from '../facts/facts.ts';
import type { Finding, Fix, Related, Several } from '../findings/findings.ts';
import type { ParameterValue, Place, Plan, PolicyRule, Release, Severity, Waiver } from '../model.ts';
import type { Schedule } from '../schedule/model.ts';
import type { Duration, Instant } from '../time/model.ts';
import type { Now } from '../time/now.ts';

/** What a parameter of a policy may be, and its value where no policy says otherwise. */
export type Parameter =
  | { readonly type: 'number'; readonly default: number; readonly description: string }
  | { readonly type: 'duration'; readonly default: string; readonly description: string }
  | {
      readonly type: 'words';
      readonly default: readonly string[];
      readonly description: string;
      /** The only words there are, `none` beside them; left out: any word. */
      readonly choices?: readonly string[];
    };

export interface Found {
  readonly message: string;
  readonly place: Place;
  readonly related?: readonly Related[];
  /** Repairs by a pure edit, the best first; made when somebody asks for them. */
  readonly fixes?: () => readonly Fix[];
  readonly faded?: boolean;
  /** Names of what it is about, beside what stands at `place`: `waive … for` one of them silences it. */
  readonly about?: readonly string[];
  /** Overrules the severity of the check for this one finding. */
  readonly severity?: Severity;
  /** How it is told together with others like it. `fixes`: repairs of all of them that are better than each by itself. */
  readonly several?: Several & { readonly fixes?: () => readonly Fix[] };
}

/** The effective parameters of one check for one release. */
export interface Parameters {
  number(name: string): number;
  duration(name: string): Duration;
  words(name: string): readonly string[];
}

/** What a check of a release looks at. */
export interface ReleaseSubject extends Facts {
  readonly parameters: Parameters;
  /** What the kind of the release asks of everybody and this plan has not begun: told once, by `practices-missing`. */
  readonly unbegun: () => readonly Unbegun[];
}

/** Something experienced people do for every release of a kind, as the check sees it that holds a plan to it. */
export interface Practice {
  /** For the table in `docs/practices.md`: of which plans it is asked, and what of a plan begins it. */
  readonly askedOf: string;
  readonly begunBy: string;
  /** Whether the plan says anything of it, or shows that it is dangerous to leave it out: its check speaks for itself then. */
  isBegun(subject: ReleaseSubject): boolean;
  /** What is missing, in a list of such: `a go/no-go before `deploy web``. */
  words(subject: ReleaseSubject, founds: readonly Found[]): string;
}

/** A practice that a plan has not begun, and what its check would say of that. */
export interface Unbegun {
  /** Of the check. */
  readonly code: string;
  readonly words: string;
  readonly founds: readonly Found[];
}

/** What a check of a file as a whole looks at: names, imports, written times. */
export interface PlanSubject {
  readonly plan: Plan;
  readonly schedules: readonly Schedule[];
  /** The releases of other files that its own trains name, as a whole. */
  readonly trainmates: () => readonly ScheduledRelease[];
  readonly parameters: Parameters;
  readonly now?: Now;
}

/** What a check of the exceptions looks at: the waivers and policy rules that hold for a file. */
export interface ExceptionSubject {
  readonly plan: Plan;
  readonly waivers: readonly WaiverUse[];
  readonly rules: readonly PolicyRule[];
  /** The check that a code names. */
  readonly check: (code: string) => Check | undefined;
  readonly codes: readonly string[];
  readonly parameters: Parameters;
  readonly now?: Now;
}

/** A waiver and what it did. */
export interface WaiverUse {
  readonly waiver: Waiver;
  /** The name of the release it stands in. */
  readonly release?: string;
  /** The end of the waiver; undefined: not written, or not known yet. */
  readonly until?: Instant;
  /** The same as people read it: `Mon 2026-12-07` where the end is a whole day. */
  readonly end?: string;
  /** The findings that it silences; once it has expired, those that it would have silenced. */
  readonly matched: readonly Finding[];
  readonly expired: boolean;
}

interface CheckBase {
  /** kebab-case; the name of its file and of its page in `docs/checks/`. */
  readonly code: string;
  readonly severity: Severity;
  /** What it finds, in a few words. */
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** What several facts of it are told together for, as one finding at its head; left out: each is a finding. */
  readonly bundle?: 'block' | 'release' | 'file' | 'person' | 'thing';
  readonly example: {
    /** A whole file; every line that must be marked ends with `// <- code`. */
    readonly breaks: string;
    /** The same plan repaired: no finding of any check at all. */
    readonly passes: string;
  };
  /** For the catalogue page: what group of the catalogue it belongs to. */
  readonly group: 'release' | 'people' | 'time' | 'form';
  readonly fixable: boolean;
  /**
   * Whose titles it looks at; the others need not look again where one of these changes, nor does it where that of a step says the same to
   * whoever listens (`plan/facts/heard.ts`). Notes and links no check looks at.
   */
  readonly readsTitlesOf?: readonly ('step' | 'release')[];
  /** It asks neither how long a step takes nor when anything happens, of such releases: it need not look again where only a length changes. */
  readonly timeless?: true | ((release: Release) => boolean);
  /** Nor does it ask who does a step, or is there with them: it need not look again either where that alone changes. */
  readonly impersonal?: true;
  /** It asks for what a line lacks. Of one that could not be read nobody knows whether it does: one mistake is one finding. */
  readonly ofLine?: true;
}

export interface ReleaseCheck extends CheckBase {
  readonly of: 'release';
  /** Set where it holds a plan to what its kind asks of everybody; see `docs/practices.md`. */
  readonly practice?: Practice;
  /** It is asked of a release that is over as well; the others would only tell how it should have been prepared. */
  readonly afterwards?: true;
  find(subject: ReleaseSubject): Iterable<Found>;
}

export interface PlanCheck extends CheckBase {
  readonly of: 'plan';
  find(subject: PlanSubject): Iterable<Found>;
}

/** Runs last: on what the other checks found and the waivers did with it. No waiver silences it. */
export interface ExceptionCheck extends CheckBase {
  readonly of: 'exceptions';
  find(subject: ExceptionSubject): Iterable<Found>;
}

export type Check = ReleaseCheck | PlanCheck | ExceptionCheck;

export type { ParameterValue };
