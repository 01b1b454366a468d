/** What a tick in the checklist says in the log of a night that goes on; taken back, it is corrected there. */
import type { Said } from '../../plan/log/events.ts';
import { logName } from '../../plan/log/night.ts';
import type { ChecklistItem } from '../../plan/model.ts';
import type { Trouble } from '../trouble.ts';
import type { NightNow } from './night.ts';

/** @param of the id of a step, or of a line of its checklist */
export function tickSaid({ night, events, state }: NightNow, of: string): Said | Trouble {
  const { release } = night;
  const step = release.steps.find(({ id }) => id === of);
  if (step) {
    const name = logName(night, step.id);
    if (state.steps[step.id]?.progress !== 'done') return { done: name };
    const taken = new Set(events.flatMap((event) => ('correct' in event ? event.correct : [])));
    const said = events.findLast((event) => 'done' in event && event.done === name && !taken.has(event.id));
    if (said) return { correct: said.id };
    return { trouble: `That ${name} is done is said by the plan, and not by the log.` };
  }
  const lines = release.steps.flatMap(({ checklist }) => flat(checklist));
  const line = lines.find(({ id }) => id === of);
  if (!line) return { trouble: 'The plan has this line no more; look at the checklist again.' };
  const name = logName(night, line.id);
  return new Set<string>(state.ticked).has(line.id) ? { tick: name, off: true } : { tick: name };
}

function flat(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  return items.flatMap((item) => [item, ...flat(item.items)]);
}
