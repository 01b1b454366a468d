/** What a template gets: who, when and where, already checked and spelled as the language writes it. */
import type { Zone } from '../../../plan/time/model.ts';
import type { Cast } from '../people.ts';

export interface Facts {
  /** `hotfix-2026-12-03`. */
  readonly name: string;
  /** `Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00`; its start is T. */
  readonly window: string;
  /** As `window`, the day after which it may be tried again: `Sat 2026-12-12 22:00`. */
  readonly again: string;
  /** `Sat`. */
  readonly weekday: string;
  readonly zone: Zone;
  readonly cast: Cast;
}

export type Template = (facts: Facts) => string;

/** The lines at the top: what it is, and what to do with it. */
export function header(what: string): string {
  return `// ${what}
//
// Everything here is an example to be replaced: F2 renames a thing wherever it is mentioned.
// Only the dates, the zone and the people are yours already. Whatever is written as T-5wd, five
// working days before T, moves with the window.`;
}

/** The policy that the plan builds on. A single person can have nobody else look, and says so. */
export function policy(pack: string, { cast }: Facts): string {
  if (!cast.isAlone) return `policy from ${pack}`;
  return `policy from ${pack} {
  check self-approval off // one person alone: nobody else can look; remove this line when there are two
}`;
}

export function lean(facts: Facts): string {
  return `// \`lean\` asks for protection, proof and the way back; \`strict\` for all that an auditor wants to see.
${policy('lean', facts)}`;
}

/** Who does it, and when they are at work. */
export function people({ zone, cast }: Facts): string {
  return `// ---- Who

calendar office "When we are at work" {
  zone    ${zone}
  working Mon..Fri 09:00 .. 17:00
}
${cast.declared}`;
}
