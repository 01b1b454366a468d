import { quoted } from '../facts/words.ts';
import type { ExceptionCheck } from './check.ts';

const plan = (until: string) => `person priya
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by priya undo 5m${until.includes('2020') ? '  // <- verify-missing' : ''}
  }

  waive verify-missing for web until ${until} because "monitored by the vendor"${until.includes('2020') ? '  // <- waiver-expired' : ''}
}
`;

export const waiverExpired: ExceptionCheck = {
  code: 'waiver-expired',
  of: 'exceptions',
  group: 'form',
  severity: 'error',
  title: 'A waiver past its end',
  why: 'An exception is granted for a time. When it is over, the reason must be looked at again, or the finding repaired.',
  fixable: false,
  example: { breaks: plan('Tue 2020-12-01'), passes: plan('Thu 2026-12-31') },
  *find({ waivers }) {
    for (const { waiver, end, matched, expired } of waivers) {
      if (!expired) continue;
      const back =
        matched.length === 0
          ? 'it silences nothing any more: remove it'
          : `what it silenced counts again: repair it, or agree on a new date`;
      yield {
        message: `The waiver of ${quoted(waiver.code.name)} held until ${end}; ${back}.`,
        place: waiver.place,
        related: matched.slice(0, 5).map((finding) => ({ message: finding.message, place: finding.place })),
      };
    }
  },
};
