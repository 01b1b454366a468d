import { standardRelease } from '../facts/example.ts';
import { type KeptNames, keptNames } from '../facts/places/names.ts';
import { quoted, said } from '../facts/words.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck } from './check.ts';

const plan = (lowered: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    network dns
    `,
    `
    prepare {
      configure dns as ttl "TTL of 300 s" 5m by priya at ${lowered}${mark}
    }
    run {
      switch dns as to-new "Records of the shop" 5m by priya undo 5m
      verify dns 10m by jonas
      configure dns as ttl-back "TTL back to a day" 5m by priya undo 5m
      verify dns as again 10m by jonas
    }
    `,
  );

export const namesKept: ReleaseCheck = {
  code: 'names-kept',
  of: 'release',
  group: 'release',
  severity: 'information',
  title:
    'Names that are switched while others still keep the old answer, or whose answers are kept long while one may go back',
  why:
    'Whoever has asked for a name keeps the answer as long as its TTL says, mostly hours to a day: for so long users come to the old place, whatever ' +
    'the run has switched, and for so long they stay at the new one when it is switched back.',
  parameters: {
    least: {
      type: 'duration',
      default: '1d',
      description: 'How long before the switch the TTL is lowered: as long as it was before.',
    },
  },
  readsTitlesOf: ['step'],
  fixable: false,
  example: { breaks: plan('T-1h', '  // <- names-kept'), passes: plan('T-2d') },
  *find(subject) {
    const least = roughMinutes(subject.parameters.duration('least'));
    for (const kept of keptNames(subject, least)) yield told(kept, describeMinutes(least));
  },
};

function told(kept: KeptNames, least: string): Found {
  const { turn } = kept;
  if (kept.what === 'raised')
    return {
      message: `${said(kept.raised)} lets others keep the names for long again, and ${said(kept.back)} may still be called to switch them back${kept.until ? `: ${quoted(kept.until.name)} goes on` : ''}. Raise the TTL once nobody goes back any more.`,
      place: kept.raised.head,
      related: [{ message: 'It switches them back', place: kept.back.head }],
    };
  if (kept.what === 'late')
    return {
      message: `${said(kept.lowered!)} lowers the TTL ${describeMinutes(kept.minutes!)} before ${said(turn)}: who has asked before keeps the old answer for as long as the TTL was. Lower it ${least} before, or as long as it was.`,
      place: kept.lowered!.head,
      related: [{ message: 'The names are switched here', place: turn.head }],
    };
  return {
    message: `${said(turn)} switches names, and nothing lowers their TTL before: users come to the old place until what they keep has run out, and stay at the new one when it is switched back. Lower it ${least} before, as in ${quoted('configure dns "TTL of 300 s" at T-2d')}.`,
    place: turn.head,
  };
}
