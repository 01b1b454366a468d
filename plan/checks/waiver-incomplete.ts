import { quoted } from '../facts/words.ts';
import type { ExceptionCheck } from './check.ts';

const plan = (rest: string) => `person priya
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by priya undo 5m${rest ? '' : '  // <- verify-missing'}
  }

  waive verify-missing for web until Thu 2026-12-31${rest || '  // <- waiver-incomplete'}
}
`;

export const waiverIncomplete: ExceptionCheck = {
  code: 'waiver-incomplete',
  of: 'exceptions',
  group: 'form',
  severity: 'error',
  title: 'A waiver without a reason or an end',
  why: 'An exception without a reason cannot be reviewed, and one without an end is a rule that nobody decided.',
  fixable: false,
  example: { breaks: plan(''), passes: plan(' because "monitored by the vendor"') },
  *find({ waivers }) {
    for (const { waiver } of waivers) {
      const missing = [
        ...(waiver.until ? [] : ['an end (`until Thu 2026-12-31`)']),
        ...(waiver.because ? [] : ['a reason (`because "…"`)']),
      ];
      if (missing.length === 0) continue;
      yield {
        message: `The waiver of ${quoted(waiver.code.name)} lacks ${missing.join(' and ')}; until then it silences nothing.`,
        place: waiver.place,
      };
    }
  },
};
