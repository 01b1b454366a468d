import { listed, quoted } from '../facts/words.ts';
import type { ExceptionCheck } from './check.ts';

const plan = (verify: string) => `person priya
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by priya undo 5m${verify}
  }

  waive verify-missing for web until Thu 2026-12-31 because "monitored by the vendor"${verify ? '  // <- waiver-unused' : ''}
}
`;

export const waiverUnused: ExceptionCheck = {
  code: 'waiver-unused',
  of: 'exceptions',
  group: 'form',
  severity: 'information',
  title: 'A waiver that silences nothing',
  why: 'What it excused was repaired, or it excuses the wrong thing. Left in place it will hide the next one of its kind.',
  fixable: false,
  example: { breaks: plan('\n    verify web 10m by priya'), passes: plan('') },
  *find({ waivers, check }) {
    for (const { waiver, matched, expired } of waivers) {
      if (matched.length > 0 || expired || !waiver.because || !waiver.until || !check(waiver.code.name)) continue;
      const names = waiver.for.map(({ ref, target }) => quoted(target ? `${ref.name} ${target.name}` : ref.name));
      const of = names.length > 0 ? ` about ${listed(names)}` : '';
      yield {
        message: `There is no finding of ${quoted(waiver.code.name)}${of} to waive; remove the line, or correct it.`,
        place: waiver.place,
        faded: true,
      };
    }
  },
};
