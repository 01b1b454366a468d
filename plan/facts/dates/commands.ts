/** Days in the commands of steps, `sync --since 2026-03-01`, in a plan that has no day yet: they are of the last time. */
import type { Step } from '../../model.ts';
import { isDate } from '../../time/date.ts';
import type { Facts } from '../facts.ts';

export interface DatedCommand {
  readonly step: Step;
  /** As it stands there. */
  readonly day: string;
}

/** Of commands that copy or bring data: a version of an interface, or a picture of a program, may well be of some day. */
export function datedCommands({ release, schedule }: Facts): readonly DatedCommand[] {
  if (schedule.T !== undefined) return [];
  return release.steps.flatMap((step) => {
    if (step.done) return [];
    for (const text of step.proof?.how ?? []) {
      const day = OF_DATA.test(text) ? dayIn(text) : undefined;
      if (day) return [{ step, day }];
    }
    return [];
  });
}

const OF_DATA =
  /\b(dump\w*|sync\w*|since|until|snapshots?|backups?|restor\w*|export\w*|import\w*|migrat\w*|cp|mv|rsync)\b|_dump|-dump/i;

function dayIn(text: string): string | undefined {
  for (const [day, year, month, date] of text.matchAll(/(?<![\d.])(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)/g))
    if (isDate(Number(year), Number(month), Number(date))) return day;
  return undefined;
}
