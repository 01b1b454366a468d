/** People, teams, roles, parties and audiences. */
import {
  type Audience,
  type Contact,
  type Party,
  type Person,
  type Role,
  TBD,
  type Team,
} from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { isOpenLine } from '../judged-clauses.ts';
import { lowerEstimate, undecided } from '../times/durations.ts';
import { lowerNames, lowerWhos } from '../who.ts';
import { hoursOf, timekeepingOf, zoneLine } from './calendars.ts';
import { lowerMoney } from './money.ts';
import { firstName, is, propertiesOf } from './properties.ts';
import { spanOf } from './spans.ts';

export function lowerPerson(context: Context, node: ast.Declaration): Person {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'person',
    ...timekeepingOf(context, lines, node),
    zone: zoneLine(context, lines),
    shifts: hoursOf(context, node),
    leave: lines.filter(is('leave')).flatMap((line) => spanOf(context, line) ?? []),
    skills: lines.filter(is('skills')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.any)),
    ...lines.filter(is('rate')).map((line) => rateOf(context, line))[0],
    contacts: contactsOf(context, lines),
    deputy: firstName(context, lines, 'deputy', EXPECTED.person),
  };
}

/** `rate 95 EUR`, `rate tbd`. */
function rateOf(context: Context, line: ast.Property): Pick<Person, 'rate' | 'rateOpen'> {
  const rateOpen = undecided(context, line.quantities[0]?.number, line, 'quantities');
  return rateOpen ? { rateOpen } : { rate: lowerMoney(context, line, 'rate') };
}

export function lowerParty(context: Context, node: ast.Declaration): Party {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'party',
    ...saidOn('party', context, node),
    ...timekeepingOf(context, lines, node),
    zone: zoneLine(context, lines),
    contacts: contactsOf(context, lines),
  };
}

export function lowerTeam(context: Context, node: ast.Declaration): Team {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'team',
    members: lowerWhos(context, node.is).map((who) => who.ref),
    ...timekeepingOf(context, lines, node),
    contacts: contactsOf(context, lines),
  };
}

export function lowerRole(context: Context, node: ast.Declaration): Role {
  propertiesOf(context, node);
  const [holder] = lowerWhos(context, node.is, EXPECTED.doer);
  if (node.is.length > 1) {
    context.problem(
      context.place(node.is[1]!),
      'A role is filled by one person, `else` another; several people are a `team`.',
    );
  }
  return { ...context.declared(node, node.name), kind: 'role', holder: holder?.ref, otherwise: holder?.otherwise };
}

export function lowerAudience(context: Context, node: ast.Declaration): Audience {
  const lines = propertiesOf(context, node);
  const notice = lines.find(is('notice'));
  return {
    ...context.declared(node, node.name),
    kind: 'audience',
    ...timekeepingOf(context, lines, node),
    zone: zoneLine(context, lines),
    channels: lines.filter(is('channels')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.channel)),
    notice: notice && lowerEstimate(context, notice, 'durations'),
    uses: lines.filter(is('uses')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.system)),
    members: lines.filter(is('members')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.who)),
  };
}

function contactsOf(context: Context, lines: readonly ast.Property[]): Contact[] {
  return lines.filter(is('contact')).flatMap((line) => {
    const channel = line.refs[0]?.name;
    const address = line.titles[0];
    if (channel && address) return [{ channel, address }];
    if (isOpenLine(line))
      return [{ channel: channel ?? TBD, address: TBD, tbd: true as const, place: context.place(line) }];
    const message = '`contact` says how somebody is reached: `contact phone "+49 30 5550 110"`.';
    context.problem(context.place(line), message);
    return [];
  });
}
