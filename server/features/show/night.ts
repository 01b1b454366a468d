/** A night for whoever looks at it: its board, what of the checklist is done, and what a tick says in its log. */
import { uuidv7 } from 'uuidv7';
import type { ById } from '../../../plan/ids.ts';
import { runName } from '../../../plan/log/night.ts';
import type { Release, Step } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { type Actual, actualTimes } from '../../../service/run/actual.ts';
import { boardShown, isOpen, notedIn } from '../../../service/run/night.ts';
import { tickSaid } from '../../../service/run/tick.ts';
import { nightWords } from '../../../service/run/words.ts';
import type { Trouble } from '../../../service/trouble.ts';
import type { Noted } from '../../../view/checklist/entries.ts';
import { eventWords } from '../../../view/run/event-words.ts';
import type { Nights, Saying } from '../../nights.ts';
import type { NightShown, NotedTick, Status } from '../../protocol.ts';
import { statusOf } from './code-lens.ts';

export async function nightShown(
  nights: Nights,
  file: SourceFile,
  release: Release,
  rehearsal?: string,
): Promise<NightShown | Trouble | undefined> {
  const rehearsals = release.rehearsals.map(({ name }) => name);
  if (rehearsal !== undefined && !rehearsals.includes(rehearsal))
    return { trouble: `${release.name} has no rehearsal ${rehearsal} any more.` };
  const night = await nights.of(file, release, rehearsal);
  return night && { run: runName(release, rehearsal), now: Date.now(), rehearsals, ...boardShown(night) };
}

/** Of every release of the file whose run is open. */
export async function notedNights(nights: Nights, file: SourceFile): Promise<(release: Release) => Noted | undefined> {
  const known = new Map<string, Noted>();
  for (const release of file.plan.releases) {
    const night = await nights.noted(file, release);
    if (night && isOpen(night)) known.set(release.name, notedIn(night));
  }
  return ({ name }) => known.get(name);
}

/** Of every release of the file whose run was opened. */
export async function actualNights(
  nights: Nights,
  file: SourceFile,
): Promise<(release: Release) => ById<Step, Actual> | undefined> {
  const known = new Map<string, ById<Step, Actual>>();
  for (const release of file.plan.releases) {
    const night = await nights.noted(file, release);
    if (night) known.set(release.name, actualTimes(night));
  }
  return ({ name }) => known.get(name);
}

/** Undefined: no run is open that it could belong to. Without a name, who could say it. */
export async function tickedInNight(
  nights: Nights,
  file: SourceFile,
  of: string,
  by: string | undefined,
): Promise<NotedTick | { people: readonly string[] } | Trouble | undefined> {
  const release = file.plan.releases.find(({ name }) => of.startsWith(`${name}/`));
  const night = release && (await nights.noted(file, release));
  if (!release || !night || !isOpen(night)) return undefined;
  const said = tickSaid(night, of);
  if ('trouble' in said) return said;
  if (by === undefined) return { people: boardShown(night).board.people.map(({ name }) => name) };
  const line = lineBy(by, said);
  const answer = await nights.say(file, release, [line]);
  if ('trouble' in answer) return answer;
  const byId = new Map(night.events.map((event) => [event.id, event]));
  const words = eventWords(line as never, release, byId);
  return { noted: `${by} ${words}`, release: release.name, undo: lineBy(by, { correct: line.id }) };
}

/** While a run is open, where it is; else what the plan says of it. */
export async function statusNow(nights: Nights, file: SourceFile, release: Release): Promise<Status> {
  const planned = statusOf(file, release);
  const night = await nights.noted(file, release);
  return night && isOpen(night) ? { ...planned, text: nightWords(night), isNight: true } : planned;
}

function lineBy(by: string, said: object): Saying {
  return { id: uuidv7(), at: new Date().toISOString().replace(/\.\d+Z$/, 'Z'), by, ...said };
}
