/** What one line says of a release. */
import { type Ref, TBD, type Time } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import { type Context, titleOf } from '../context.ts';
import { holidaysIn } from '../declared/calendars.ts';
import { moneyOf } from '../declared/money.ts';
import { is } from '../declared/properties.ts';
import { lowerWaiver } from '../declared/rules.ts';
import { EXPECTED } from '../expected.ts';
import { isOpenLine, judgeClauses } from '../judged-clauses.ts';
import { lowerMost, undecided } from '../times/durations.ts';
import { lowerTime } from '../times/times.ts';
import { lowerNames } from '../who.ts';
import { isKind, noKind } from './kinds.ts';
import type { ReleaseDraft } from './release-draft.ts';

/** As of a person: of every further one the holidays count. */
export function addCalendar(draft: ReleaseDraft, calendar: Ref | undefined): void {
  if (!draft.calendar) draft.calendar = calendar;
  else if (calendar) draft.holidaysOf.push(calendar);
}

export function readKind(context: Context, draft: ReleaseDraft, lines: readonly ast.Property[]): void {
  const line = lines.find(is('kind'));
  if (!line) return;
  const name = line.refs[0]?.name;
  draft.kindPlace = context.place(line);
  if (name === undefined && isOpenLine(line)) {
    draft.kindOpen = { tbd: true, place: context.property(line, 'spans') };
    return;
  }
  if (name !== undefined && isKind(context, name, () => context.property(line.refs[0]!, 'name'))) {
    draft.releaseKind = name;
    return;
  }
  const { meant, known } = noKind(context, name ?? '');
  context.problem(
    context.place(line),
    meant === undefined
      ? `A release is ${known} (\`kinds\` declares others); write for example \`kind normal\`.`
      : `\`${name}\` is no kind of release; is \`${meant}\` meant? There are ${known} (\`kinds\` declares others).`,
    meant === undefined ? undefined : { title: `Write \`kind ${meant}\``, text: `kind ${meant}` },
  );
}

export function lowerReleaseProperty(context: Context, draft: ReleaseDraft, line: ast.Property): void {
  judgeClauses(context, line, line.key);
  const place = context.place(line);
  switch (line.key) {
    case 'owner':
    case 'sponsor': {
      const [ref] = lowerNames(context, line.refs, EXPECTED.who);
      if (ref) draft[line.key] = { ref, place: ref.place };
      if (!ref) context.problem(place, `\`${line.key}\` names one person.`);
      break;
    }
    case 'promise': {
      const what = line.refs[0]?.name;
      const known = (['outage', 'rto', 'rpo'] as const).find((word) => word === what);
      const isOpen = line.durations[0] === TBD;
      const [written] = line.durations;
      const { aim, most } = isOpen ? {} : lowerMost(context, written, line, 'durations');
      const isNameless = what === undefined || what === TBD;
      if (isNameless || written === undefined)
        context.problem(place, 'A promise is a duration: `promise outage 90m`, `promise rto 4h`.');
      draft.promises.push({
        what: known ?? 'other',
        text: isNameless ? '' : what,
        ...(aim && { aim }),
        duration: most,
        ...(isOpen && { tbd: true }),
        place,
      });
      break;
    }
    case 'durations':
      if (line.refs[0]?.name === 'measured') draft.durationsMeasured ??= place;
      else
        context.problem(
          place,
          'The schedule counts with what is written, or with what rehearsals measured: `durations measured`.',
          {
            title: 'Write `durations measured`',
            text: 'durations measured',
          },
        );
      break;
    case 'change': {
      const numberOpen = undecided(context, line.refs[0]?.name, line, 'refs');
      const [number] = numberOpen ? [] : lowerNames(context, line.refs, EXPECTED.any);
      draft.changes.push({
        id: context.id(number ? `change ${number.name}` : 'change'),
        kind: 'change',
        number,
        ...(numberOpen && { numberOpen }),
        ...saidOn('change', context, line),
        approvedFor: agreedDate(context, line, 'change CHG0042137 approved by cab on Wed 2026-11-18'),
        place,
      });
      break;
    }
    case 'budget':
      draft.budgets.push({
        id: context.id('budget'),
        ...moneyOf(context, line, line.key),
        ...saidOn('budget', context, line),
        place,
      });
      break;
    case 'cost':
    case 'spent':
      draft.costs.push({
        id: context.id(`${line.key} ${titleOf(line) ?? ''}`),
        kind: line.key,
        title: titleOf(line),
        ...moneyOf(context, line, line.key),
        ...(line.key === 'spent' && saidOn('spent', context, line)),
        place,
      });
      break;
    case 'confirmed':
      draft.confirmations.push({
        id: context.id('confirmed'),
        ...saidOn('confirmed', context, line),
        agreed: agreedDate(context, line, 'confirmed by dirk on Fri 2026-10-02'),
        place,
      });
      break;
    case 'holidays':
      draft.holidaysOf.push(...holidaysIn(context, [line]));
      break;
    case 'waive': {
      const waiver = lowerWaiver(context, line);
      if (waiver) draft.waivers.push(waiver);
      break;
    }
  }
}

/** `… for Sat 2026-12-05 22:00`. */
function agreedDate(context: Context, line: ast.Property, example: string): Time | undefined {
  if (line.for[0])
    context.problem(
      context.property(line, 'for'),
      `Behind \`for\` stands the date that was agreed to: \`${example} for Sat 2026-12-05 22:00\`.`,
    );
  return lowerTime(context, line.forTime[0]);
}
