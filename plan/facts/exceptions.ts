/** Who may allow an exception from a freeze or a maintenance, and whether they have. */
import { type Freeze, isTbd, lookup, type Maintenance, type Release, type Step, type Who } from '../model.ts';
import { chainOf } from '../who/people.ts';
import type { Facts } from './facts.ts';
import { quoted, said, titleText } from './words.ts';

type Excepting = Pick<Freeze | Maintenance, 'kind' | 'by' | 'exceptBy' | 'exceptFor'>;

/** Whom it names; where it says what may be excepted and not by whom, whose it is. */
function granterOf({ by, exceptBy, exceptFor }: Excepting): Who | undefined {
  return exceptBy ?? (exceptFor === undefined ? undefined : by);
}

/** The change is approved by whoever may except it; the same person under another role counts. */
export function isExcepted({ plan, release }: Pick<Facts, 'plan' | 'release'>, one: Excepting): boolean {
  const granter = granterOf(one);
  if (!granter) return false;
  return release.changes.some(({ approvedBy, approvedOn }) => {
    if (!approvedBy || isTbd(approvedBy) || !approvedOn) return false;
    if (approvedBy.ref.name === granter.ref.name) return true;
    const [mine, theirs] = [approvedBy, granter].map(({ ref }) => lookup(plan, release, ref.name));
    return (
      theirs?.kind === 'role' && chainOf(theirs).some(({ name }) => [approvedBy.ref.name, mine?.name].includes(name))
    );
  });
}

/** The end of the sentence `move the window …`. */
export function exceptionWords(one: Excepting, release?: Pick<Release, 'changes'>, step?: Step): string {
  const granter = granterOf(one);
  const owner = one.by ? `, and ${quoted(one.by.ref.name)} answers for it` : '';
  const only = one.exceptFor === undefined ? '' : titleText(one.exceptFor);
  if (granter) {
    const where = only ? `, where it is one of its exceptions (${only}),` : '';
    const number = release?.changes.find(({ approvedBy }) => !approvedBy)?.number?.name ?? 'ID';
    const approver = step?.irreversible?.approvedBy?.ref.name;
    const apart =
      approver === granter.ref.name
        ? ` (what ${quoted(approver)} has approved at ${said(step!)} is that there is no way back, and not the exception)`
        : '';
    return `, or${where} have the change approved by ${quoted(granter.ref.name)}: ${quoted(`change ${number} approved by ${granter.ref.name} on DATE`)}${apart}`;
  }
  if (only) return `; its exceptions are ${only}, and nobody is named who may allow one${owner}`;
  return `; the ${one.kind} knows no exception${owner}`;
}
