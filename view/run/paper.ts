/** The sheet of a night as of now, for when no screen works: what was noted is printed, and what is to come has room for times and names. */
import { find, type Id } from '../../plan/ids.ts';
import type { RunState } from '../../plan/log/model.ts';
import type { Night } from '../../plan/log/night.ts';
import { rootBlock, type Step } from '../../plan/model.ts';
import { blockLabel } from '../schedule/rows.ts';
import { type Clock, createClock, relativeClock } from '../words/clock.ts';
import { contactWords } from '../words/contact-words.ts';
import { type Board, type BoardStep, boardOf } from './board.ts';

export interface Paper {
  readonly title: string;
  readonly facts: readonly { readonly what: string; readonly is: string }[];
  readonly sections: readonly PaperSection[];
}

export interface PaperSection {
  readonly title: string;
  readonly head: readonly string[];
  /** `ROOM`: to be written into by hand. */
  readonly rows: readonly (readonly string[])[];
}

export const ROOM = '\u{FFFC}';

export function paperOf(night: Night, state: RunState): Paper {
  const board = boardOf(night, state);
  const clock = createClock(night.release.zone, night.schedule.T === undefined ? 'relative' : 'dated');
  const all: PaperSection[] = [
    { title: 'Steps', head: STEPS, rows: stepRows(night, board, clock) },
    ...board.gates.map((gate) => ({
      title: `Gate ${gate.label}`,
      head: ['who', 'vote', 'signature'],
      rows: gate.votes.map(({ who, as, because }) => [who, as ? [as, because ?? ''].join(' ').trim() : ROOM, ROOM]),
    })),
    ...called(night),
    { title: 'How everybody is reached', head: ['who', 'how'], rows: reached(night, board) },
    { title: 'Said by hand', head: ['time', 'who', 'what'], rows: Array.from({ length: 8 }, () => [ROOM, ROOM, ROOM]) },
  ];
  return {
    title: `${board.title}: the night on paper`,
    facts: factsOf(night, board, clock),
    sections: all.filter(({ rows }) => rows.length > 0),
  };
}

const STEPS = ['#', 'planned', 'now', 'what', 'who', 'waits for', 'start', 'end', 'name'] as const;

/** Those of the night, and what is told once it is over. */
function stepRows({ release }: Night, { steps, runStart, now }: Board, clock: Clock): readonly (readonly string[])[] {
  const begin = runStart ?? now;
  const shown = steps
    .filter(({ part, planned }) => part === 'run' || (part === 'other' && planned.end >= begin))
    .toSorted((a, b) => a.forecast.start - b.forecast.start || a.planned.start - b.planned.start);
  return shown.map((step, i) => {
    const { planned, forecast, start, end, by, with: others, waitsFor } = step;
    const isOver = step.progress === 'done' || step.progress === 'skipped' || step.progress === 'undone';
    const what = `${words(find(release, `${release.name}/${step.id}` as Id<Step>))}${step.isNoReturn ? ' (no return behind it)' : ''}`;
    const at = start === undefined && forecast.start === planned.start ? '' : clock.time(forecast.start);
    const written = (moment: number | undefined) => (moment === undefined ? (isOver ? '–' : ROOM) : clock.time(moment));
    return [
      ...[String(i + 1), clock.time(planned.start), at, what, [...by, ...others].join(', ')],
      ...[(waitsFor?.steps ?? []).join(', '), written(start), written(end)],
      isOver ? overWords(step) : ROOM,
    ];
  });
}

/** `migrate orders-db as reindex: Two columns`: whoever has only the sheet has no plan to look into. */
function words({ verb, targets, name, title }: Step): string {
  const of = targets.map((target) => target.name).join(', ');
  const called = of === '' ? `${verb} ${name ?? ''}`.trim() : `${verb} ${of}${name === undefined ? '' : ` as ${name}`}`;
  return title === undefined ? called : `${called}: ${title}`;
}

function overWords({ progress, because }: BoardStep): string {
  return because ? `${progress}: ${because}` : progress;
}

/** Rollbacks and plays, with times that count from the call. */
function called({ release, schedule }: Night): readonly PaperSection[] {
  const blocks = release.blocks.filter(({ kind }) => kind === 'rollback' || kind === 'play');
  return blocks.map((block) => {
    const own = release.steps.filter((step) => rootBlock(step.block) === block && schedule.steps[step.id]);
    const clock = relativeClock(release.zone, '', schedule.blocks[block.id]?.start);
    const row = (step: Step) => {
      const { start, by, with: others } = schedule.steps[step.id]!;
      return [clock.time(start), words(step), [...by, ...others].join(', '), ROOM, ROOM, ROOM];
    };
    return {
      title: `If it is called: ${blockLabel(block)}`,
      head: ['from the call', 'what', 'who', 'start', 'end', 'name'],
      rows: own.toSorted((a, b) => schedule.steps[a.id]!.start - schedule.steps[b.id]!.start).map(row),
    };
  });
}

function reached({ plan, release }: Night, { people }: Board): readonly (readonly string[])[] {
  return people.map(({ name, title }) => [
    title === name ? name : `${title} (${name})`,
    contactWords(plan, release, name) ?? ROOM,
  ]);
}

function factsOf({ release }: Night, board: Board, clock: Clock): Paper['facts'] {
  const { now, window, end, decision, owner, calls } = board;
  const facts: { what: string; is: string }[] = [];
  const add = (what: string, is: string | undefined) => is !== undefined && facts.push({ what, is });
  add('Times', release.zone);
  add('As of', `${clock.moment(now)}, ${board.phase}`);
  add('Owner', owner);
  add(
    'Window',
    window && (window.end === undefined ? clock.moment(window.start) : clock.range(window.start, window.end)),
  );
  add('Ends', end.forecast === undefined ? undefined : clock.moment(end.forecast));
  add('Decide by', decision && clock.moment(decision.by));
  add('Ways back', calls.length > 0 ? calls.map(({ label }) => label).join(', ') : undefined);
  return facts;
}
