import { quoted } from '../facts/words.ts';
import type { PlanCheck } from './check.ts';

const plan = (second: string) => `person priya
person ${second}${second === 'priya' ? '  // <- duplicate-name' : ''}
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by priya undo 5m
    verify web 10m by ${second}
  }
}
`;

export const duplicateName: PlanCheck = {
  code: 'duplicate-name',
  of: 'plan',
  group: 'form',
  severity: 'error',
  title: 'A name that is declared twice',
  why: 'Whoever reads or renames the one will not know about the other, and one of them is never used.',
  timeless: true,
  impersonal: true,
  fixable: false,
  example: { breaks: plan('priya'), passes: plan('jonas') },
  *find({ plan }) {
    for (const { name, first, second } of plan.duplicates) {
      yield {
        message: `${quoted(name)} is declared already; give one of the two another name, or remove it.`,
        place: second,
        related: [{ message: `The first ${quoted(name)}`, place: first }],
      };
    }
  },
};
