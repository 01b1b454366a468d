/** What the template of a train gives for a release that it has: whatever its plan says otherwise is special about it. */
import type { Workspace } from '../../language/workspace.ts';
import { cadenceOf, stopsOf } from '../../plan/facts/trains/cadence.ts';
import { nearest } from '../../plan/nearest.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Trouble } from '../trouble.ts';
import { plansByName, trainsOf } from './ahead.ts';
import { beforeOf, filledText, fillingOf, noTemplate } from './next.ts';

export interface Plain {
  readonly train: string;
  readonly template: string;
  readonly text: string;
}

/** As `next` would have written the plan of that name into its file, with nothing carried over. */
export function plainOf(workspace: Workspace, name: string, now: Instant): Plain | Trouble {
  const all = trainsOf(workspace);
  const found = all.find(({ train }) => train.releases.some(({ ref }) => ref.name === name));
  if (!found) {
    const meant = nearest(
      name,
      all.flatMap(({ train }) => train.releases.map(({ ref }) => ref.name)),
    );
    return {
      trouble: `No train here has a line \`release ${name}\`: it was made from no template.${meant ? ` Did you mean ${meant}?` : ''}`,
    };
  }
  const { plan, train } = found;
  const template = train.template && plan.names.get(train.template.name);
  if (template?.kind !== 'template') return noTemplate(train);
  const plans = plansByName(workspace);
  const cadence = cadenceOf(train);
  const stops = cadence ? stopsOf(train, cadence, (one) => plans.get(one)?.schedule.T) : [];
  const index = stops.findIndex(({ line }) => line.ref.name === name);
  const departure = stops[index]?.departure;
  const uri = plans.get(name)?.plan.file;
  if (!cadence || !departure || uri === undefined)
    return { trouble: `Nothing says when '${name}' of the train '${train.name}' leaves.` };
  const making = { plan, train, template, cadence, stops, departure, plans, now };
  const befores = stops.slice(0, index).map(beforeOf);
  const filling = fillingOf(making, befores, beforeOf(stops[index]!));
  if ('trouble' in filling) return filling;
  const last = befores.at(-1);
  const text = filledText(workspace, making, filling, { previous: last && plans.get(last.name), uri });
  return { train: train.name, template: template.name, text };
}
