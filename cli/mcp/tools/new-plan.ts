import { NEW_KIND_IDS } from '../../../service/new/kinds.ts';
import { newPlan as made, type NewPlanWish } from '../../../service/new/new-plan.ts';
import { rightNow } from '../../moment.ts';
import { list, oneOf, shape, text } from '../schema.ts';
import type { PlanTool } from './tool.ts';

export const newPlan: PlanTool<NewPlanWish> = {
  name: 'new_plan',
  title: 'Begin with a plan',
  description:
    'Writes a plan to begin with, with real dates and people and nothing in it that a check finds. Read one before you ' +
    'write a plan of your own: it shows the language.',
  takes: shape({
    kind: oneOf(NEW_KIND_IDS),
    zone: text('IANA zone, e.g. Europe/Berlin'),
    people: list(text(), 'names; the first one answers for it'),
    'date?': text('first day, e.g. 2026-12-05; default: the next that fits'),
  }),
  gives: shape({ name: text(), text: text() }),
  async answer(wish) {
    return made(wish, rightNow());
  },
};
