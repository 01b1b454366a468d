/** What a gate asks, each as a line with a box. */
import { type Step, TBD } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { box } from '../box.ts';
import { element, escapeText } from '../markup.ts';
import type { Clock } from './clock.ts';
import { consequenceWords, criterionWords, pointWords } from './words.ts';

export function gateLines(step: Step, schedule: Schedule, clock: Clock): readonly string[] {
  const { gate } = step;
  if (!gate) return [];
  const lines: string[] = [];
  if (gate.quorum) {
    const including = gate.quorum.including.map((ref) => ref.name).join(', ');
    const { count, countOpen } = gate.quorum;
    lines.push(ticked(`Quorum: ${countOpen ? TBD : count}${including ? ` including ${including}` : ''}`));
  }
  if (gate.rule) lines.push(ticked(gate.rule === 'unanimous' ? 'Everybody says yes' : 'The majority says yes'));
  if (gate.veto.length > 0) lines.push(ticked(`No veto of ${gate.veto.map((ref) => ref.name).join(', ')}`));
  if (gate.consulted) lines.push(ticked(`${gate.consulted.map((ref) => ref.name).join(', ')} heard, without a vote`));
  for (const need of gate.needs) lines.push(ticked(`${pointWords(need)} is in place`));
  for (const criterion of gate.criteria) lines.push(ticked(criterionWords(criterion), criterion.done));
  if (gate.noGo) {
    const words = consequenceWords(gate.noGo, schedule, clock);
    lines.push(element('li', { class: 'rp-no-go' }, element('b', {}, 'If no-go: '), escapeText(words)));
  }
  return lines;
}

function ticked(text: string, isDone = false): string {
  return element('li', isDone ? { class: 'rp-is-done' } : {}, box(isDone), element('span', {}, escapeText(text)));
}
