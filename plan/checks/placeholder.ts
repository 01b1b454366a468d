import type { PlanCheck } from './check.ts';

const plan = (title: string) => `release shop-2.1 "${title}" {${title === 'TBD' ? '  // <- placeholder' : ''}
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
}
`;

export const placeholder: PlanCheck = {
  code: 'placeholder',
  of: 'plan',
  group: 'time',
  severity: 'information',
  title: 'A text that is still to be written',
  why: 'A `TBD` in a plan is a question somebody had to answer. The reader on the night finds it when it is too late to ask.',
  fixable: false,
  example: { breaks: plan('TBD'), passes: plan('Shop 2.1') },
  *find({ plan }) {
    for (const { text, place } of plan.placeholders) {
      yield { message: `\`${text}\` is a placeholder; write what is meant, or remove it.`, place };
    }
  },
};
