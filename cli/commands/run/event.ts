/** `release-plan run event`: a line of the log from a script or by hand, into the files or to a board. */
import { uuidv7 } from 'uuidv7';
import { LOG_VERBS, type LogVerb, type RunEvent, VERBS_OF_LOG } from '../../../plan/log/events.ts';
import { opening } from '../../../plan/log/night.ts';
import { readEvent, readLog } from '../../../plan/log/read.ts';
import { nearest } from '../../../plan/nearest.ts';
import { findStep } from '../../../plan/what-if/find.ts';
import { HybridClock } from '../../../store/clock.ts';
import { Locked } from '../../../store/lock.ts';
import { StoreTrouble } from '../../../store/trouble.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { type PlanOfRun, type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { sendToBoard } from '../../run/send.ts';
import { openRun } from '../../run/store.ts';
import type { Streams } from '../../terminal/streams.ts';

export interface EventOptions extends RunChoice {
  readonly plan: string;
  /** The address of a board, with the key of its link behind `#`. */
  readonly board?: string;
  readonly by?: string;
  /** Minutes since the epoch. */
  readonly at?: number;
  readonly because?: string;
  readonly note?: string;
  readonly to?: string;
  readonly minutes?: number;
  readonly as?: string;
  readonly value?: string;
  readonly from?: string;
  readonly until?: number;
  readonly link?: string;
}

/** The members of a line that options say. */
const MEMBERS = ['because', 'note', 'to', 'minutes', 'as', 'value', 'from', 'link', 'rehearsal'] as const;

export async function addEvent(
  verb: string,
  about: string | undefined,
  options: EventOptions,
  streams: Streams,
): Promise<ExitCode> {
  const known = LOG_VERBS.find((one) => one === verb);
  if (!known) {
    const meant = nearest(verb, LOG_VERBS);
    throw new Misuse(
      `A log has no \`${verb}\`. ${meant ? `Did you mean \`${meant}\`?` : `It has ${LOG_VERBS.map((one) => `\`${one}\``).join(', ')}.`}`,
    );
  }
  if (options.board !== undefined) {
    const stamp = { writer: 'board', clock: Date.now(), by: options.by ?? 'board' };
    const { at, clock, ...said } = lineFor(known, about, options, stamp);
    // That it happens now the board knows best: it may be a training, with a clock of its own.
    await sendToBoard(options.board, options.at === undefined ? said : { ...said, at, clock });
    streams.note('Noted.\n');
    return 0;
  }
  const of = await readPlanOfRun(options.plan, options, streams);
  const id = STEP_VERBS.has(known) ? stepId(of, about) : about;
  if (options.by === undefined) throw new Misuse('Say who says it: --by NAME.');
  try {
    const store = await openRun(of.name, of.kept);
    try {
      for (const note of store.notes) streams.note(`release-plan: ${note}\n`);
      const clock = new HybridClock(Date.now);
      const { events } = readLog(await store.texts());
      for (const event of events) clock.see(event.clock);
      const stamp = { writer: store.writer, clock: clock.next(), by: options.by };
      await store.append([
        { ...lineFor(known, id, options, stamp), ...(known === 'open' && { ...opening(of.rehearsal), plan: of.hash }) },
      ]);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreTrouble) throw new Misuse(error.message);
    if (!(error instanceof Locked)) throw error;
    const board = error.owner?.board;
    throw new Misuse(
      `${error.message}${board ? ` \`release-plan run event ${verb} … --board ${board}\` tells it there.` : ''}`,
    );
  }
  streams.note('Noted.\n');
  return 0;
}

/** What they are about is a step, which people call by its name, verb and target, or title. */
const STEP_VERBS: ReadonlySet<LogVerb> = new Set([
  'start',
  'done',
  'fail',
  'skip',
  'undo',
  'hand',
  'delay',
  'evidence',
  'tell',
  'acknowledge',
  'vote',
  'decide',
] as const);

function stepId({ plan, release }: PlanOfRun, about: string | undefined): string {
  if (about === undefined) throw new Misuse('Say which step it is about.');
  if (about === 'no return' || release.things.has(`${release.name}/${about}`)) return about;
  const found = findStep(plan, about);
  if ('trouble' in found) throw new Misuse(found.trouble);
  return found.step.id.slice(release.name.length + 1);
}

function lineFor(
  verb: LogVerb,
  about: string | undefined,
  options: EventOptions,
  stamp: Pick<RunEvent, 'writer' | 'clock' | 'by'>,
): RunEvent {
  const isBare = typeof VERBS_OF_LOG[verb].self !== 'string';
  const self = about ?? (verb === 'open' ? 'real' : verb === 'close' ? 'done' : undefined);
  if (self === undefined)
    throw new Misuse(`Say what \`${verb}\` is about${isBare ? '' : ': a step, or what it names'}.`);
  const line: Record<string, unknown> = {
    id: uuidv7(),
    at: iso(options.at === undefined ? Date.now() : options.at * 60_000),
    ...stamp,
    [verb]: self,
  };
  for (const name of MEMBERS) if (options[name] !== undefined && name !== verb) line[name] = options[name];
  if (options.until !== undefined) line.until = iso(options.until * 60_000);
  const read = readEvent(line);
  if ('event' in read) return read.event;
  throw new Misuse('problem' in read ? `This is no line of a log: ${read.problem}.` : 'This is no line of a log.');
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
