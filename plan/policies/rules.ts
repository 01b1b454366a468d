/** What a policy says that no plan has written. */
import type { BuiltInKind, Severity } from '../model.ts';

/** A number, a duration such as `11h`, or words; which of them, the check says that declares the parameter. */
export type ParameterSetting = number | string | readonly string[];

/** A rule that no plan has written: what it leaves out stays as it was. */
export interface Rule {
  readonly severity?: Severity | 'off';
  readonly parameters?: Readonly<Record<string, ParameterSetting>>;
}

/** By the code of the check. */
export type Rules = Readonly<Record<string, Rule>>;

export interface Pack {
  /** How a policy calls it behind `from`. */
  readonly name: string;
  /** For whom it is, in a line that begins with `For`: what is read before anything else, wherever packs are offered. */
  readonly forWhom: string;
  /** What it asks of them, in a sentence. */
  readonly asks: string;
  /** For releases of every kind. */
  readonly every: Rules;
  /** For releases of one kind, above those for every kind. */
  readonly kinds: Readonly<Partial<Record<BuiltInKind, Rules>>>;
}
