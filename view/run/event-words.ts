/** What a line of a run log says, as a sentence without who and when: `started deploy payments-api`. */
import { find } from '../../plan/ids.ts';
import { aboutOf, type RunEvent } from '../../plan/log/events.ts';
import { type Release, type Step, stepLabel } from '../../plan/model.ts';

/** How an id of a log is called; what the plan has no more is called as the log does. */
export function calledInLog(release: Pick<Release, 'name' | 'things'> | undefined, about: string): string {
  const thing = release && (find(release, `${release.name}/${about}`) as Partial<Step> | undefined);
  if (thing?.kind === 'step') return stepLabel(thing as Step);
  const item = thing as { readonly text?: unknown } | undefined;
  return typeof item?.text === 'string' ? item.text : about;
}

/** @param events those whose lines a correction may be about */
export function eventWords(
  event: RunEvent,
  release?: Pick<Release, 'name' | 'things'>,
  events: ReadonlyMap<string, RunEvent> = new Map(),
): string {
  const what = calledInLog(release, aboutOf(event));
  const said = phrase(event, what, release, events);
  const whose = event.for ? ` for ${event.for}` : '';
  const note = !('note' in event) || said === event.note ? '' : `: ${event.note}`;
  return `${said}${whose}${note}${event.because ? ` (${event.because})` : ''}`;
}

function phrase(
  event: RunEvent,
  what: string,
  release: Pick<Release, 'name' | 'things'> | undefined,
  events: ReadonlyMap<string, RunEvent>,
): string {
  if ('open' in event)
    return event.open === 'real' ? 'opened the run' : `opened rehearsal ${event.rehearsal ?? ''}`.trimEnd();
  if ('start' in event) return `started ${what}`;
  if ('done' in event) return `${what} done`;
  if ('fail' in event) return `${what} failed`;
  if ('skip' in event) return `skipped ${what}`;
  if ('undo' in event) return `took ${what} back`;
  if ('hand' in event) return `handed ${what} to ${event.to}`;
  if ('delay' in event) return `${what} takes ${Math.abs(event.minutes)} min ${event.minutes < 0 ? 'less' : 'more'}`;
  if ('tick' in event) return `${event.off ? 'took the tick off' : 'ticked'} “${what}”`;
  if ('evidence' in event) return `evidence of ${what}${event.link ? `: ${event.link}` : ''}`;
  if ('tell' in event) return `sent ${what}`;
  if ('acknowledge' in event) return `${what} was answered`;
  if ('measure' in event) return `${event.measure} is ${event.value}${event.from ? `, from ${event.from}` : ''}`;
  if ('vote' in event) return event.as === 'abstain' ? `abstains at ${what}` : `votes ${event.as} at ${what}`;
  if ('decide' in event) return decided(event, what);
  if ('call' in event) return event.call === 'undo' ? 'called the way back' : `called ${what}`;
  if ('correct' in event) {
    const other = events.get(event.correct);
    return other ? `took back “${eventWords(other, release)}”` : `took back line ${event.correct}`;
  }
  if ('close' in event) return `closed the run: ${event.close}`;
  if ('plan' in event) return 'the plan has changed';
  return event.note;
}

function decided({ as, until, decide }: Extract<RunEvent, { decide: string }>, what: string): string {
  if (as === 'later') return `decides ${decide === 'no return' ? 'about the way back' : what} by ${until ?? 'later'}`;
  if (decide === 'no return') return as === 'go' ? 'decided to go on' : 'decided to go back';
  return `decided ${as} at ${what}`;
}
