/** What would come of it, in words: for the card beside the bar, and for whoever hears it. */
import type { StepOutcome } from '../../../server/protocol.ts';
import { made, withCode } from './elements.ts';

/** More would hide the picture; the drawer has them all. */
const MOST = 3;

export function outcomeList({ facts, added, gone }: StepOutcome, says: readonly string[]): HTMLElement {
  const found = added.map(({ severity, message }) =>
    made('li', { class: 'rp-new' }, made('b', {}, `New ${severity}: `), ...withCode(message)),
  );
  const left = gone.length > 0 && made('li', { class: 'rp-better' }, `${counted(gone.length)} gone`);
  const more = added.length - MOST;
  return made(
    'ul',
    {},
    ...facts.map(({ text, tone }) => made('li', { class: `rp-${tone}` }, sentence(text))),
    ...found.slice(0, MOST),
    more > 0 && made('li', {}, `and ${more} more`),
    left,
    ...says.map((one) => made('li', { class: 'rp-extra' }, ...withCode(one))),
  );
}

/** `Sat 22:30 .. 22:45. The run ends 10 min later. 1 new error.` */
export function outcomeWords({ when, facts, added, gone }: StepOutcome): string {
  return [
    when,
    ...facts.map(({ text }) => sentence(text)),
    ...added.map(({ severity, message }) => `New ${severity}: ${message}`).slice(0, MOST),
    ...(gone.length > 0 ? [`${counted(gone.length)} gone`] : []),
  ]
    .map((one) => one.replace(/\.?$/, '.'))
    .join(' ');
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'finding' : 'findings'}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
