import { isWriter, recordings, registers, writerOf } from '../facts/changes/records.ts';
import { versionClashes } from '../facts/changes/versions.ts';
import { standardRelease } from '../facts/example.ts';
import { unrecordedMoves } from '../facts/moves/unrecorded.ts';
import { stepLine } from '../facts/repairs/insertion.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { rootBlock, type Step, type System, type Who, type Word } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (lines: string) =>
  standardRelease(
    `
    policy standard {
      check record-missing warning
    }
    person priya
    person jonas
    person chris
    service web
    service api
    register cmdb by chris
    `,
    `
    run {
      deploy web 10m by priya version 2.0 -> 2.1 undo 5m
      deploy api 10m by priya undo 5m${lines ? '' : '  // <- record-missing'}
      verify web, api 10m by jonas
      record web${lines} 5m by chris in cmdb version ${lines ? '2.0 -> 2.1' : '2.0 -> 2.2  // <- record-missing'}
    }
    `,
  );

export const recordMissing: ReleaseCheck = {
  code: 'record-missing',
  of: 'release',
  afterwards: true,
  group: 'release',
  severity: 'warning',
  title: 'A changed item that nobody records, or records with another version',
  why:
    'The next release, the next incident and the next audit begin with what the register says is there. What the night ' +
    'changed and nobody wrote down is found by the one who relies on it.',
  fixable: true,
  readsTitlesOf: ['step'],
  example: { breaks: plan(''), passes: plan(', api') },
  practice: {
    askedOf: 'whatever changes what a register with a writer keeps',
    begunBy:
      'a `record`; and in any case a changed item with a `writer`, what is plugged in elsewhere, and versions that contradict each other',
    isBegun: (subject) =>
      subject.release.steps.some(({ verb }) => verb === 'record') ||
      [...subject.changes.systems.keys()].some(({ writer }) => writer) ||
      unrecordedMoves(subject) !== undefined ||
      // What is wrong is no habit that is missing.
      [...versionClashes(subject, new Map())].length > 0,
    words: (_, founds) => `a record of ${listed(founds.flatMap(({ about = [] }) => about.map(quoted)))}`,
  },
  *find(subject) {
    const records = recordings(subject);
    yield* unrecorded(subject, records);
    yield* wrongVersions(subject, records);
    yield* asPluggedIn(subject);
  },
};

/**
 * Asked only where the plan keeps records: of an item with a writer, and of every item where a register has one or the
 * release has somebody record one that has none. A register that nobody writes (`task forms … in tracker`), or a record that nobody is to
 * make, is a place like another.
 */
function* unrecorded(subject: ReleaseSubject, records: ReadonlyMap<Step, readonly System[]>): Iterable<Found> {
  const { changes } = subject;
  const recorded = new Set([...records.values()].flat());
  // `record db as counts "How many users"` writes something down, and keeps no register.
  const keeps = (step: Step) => step.in !== undefined || step.version !== undefined || registers(subject).length > 0;
  const keepsRecords =
    kept(subject) !== undefined ||
    [...records].some(
      ([step, systems]) => keeps(step) && step.by !== undefined && systems.some(({ writer }) => !writer),
    );
  const missing = [...changes.systems.keys()].filter(
    (system) => !recorded.has(system) && (keepsRecords || system.writer !== undefined),
  );
  for (const group of groups(subject, missing)) {
    const names = group.systems.map(({ name }) => quoted(name));
    const last = changes.systems.get(group.systems.at(-1)!)!.at(-1)!;
    const others = [...records.keys()].filter((step) => step.targets.length > 0);
    yield {
      message:
        `${said(last)} changes ${listed(names)}${names.length > 1 ? ' with the steps before it' : ''}, and no step ` +
        `records ${names.length > 1 ? 'these' : 'it'}; ${remedy(subject, group, others)}.`,
      place: last.head,
      about: group.systems.map(({ name }) => name),
      related: [
        ...(group.writer ? [{ message: 'Who writes the record', place: group.writer.place }] : []),
        ...others.slice(0, 2).map((step) => ({ message: 'What is recorded', place: step.head })),
      ],
      fixes: () => fixes(subject, group, others),
    };
  }
}

/** Whoever looks for the cable next year looks where the list says it is. */
function* asPluggedIn(subject: ReleaseSubject): Iterable<Found> {
  const last = unrecordedMoves(subject);
  if (!last) return;
  yield {
    message: `${said(last)} and the steps before it change what is plugged in or addressed where, and nothing writes down how it is then; \`record\` it behind them.`,
    place: last.head,
    about: last.targets.map(({ name }) => name),
  };
}

/** What one step can record: items of one writer. */
interface Group {
  readonly writer: Who | undefined;
  readonly systems: readonly System[];
}

/** The register that somebody keeps. */
function kept(subject: ReleaseSubject): Word | undefined {
  return registers(subject).find(({ by }) => by !== undefined);
}

function groups(subject: ReleaseSubject, missing: readonly System[]): readonly Group[] {
  const register = kept(subject);
  const byWriter = new Map<string, { writer: Who | undefined; systems: System[] }>();
  for (const system of missing) {
    const writer = writerOf(subject, system, register && { name: register.name, place: register.namePlace });
    const key = writer?.ref.name ?? '';
    const group = byWriter.get(key);
    if (group) group.systems.push(system);
    else byWriter.set(key, { writer, systems: [system] });
  }
  return [...byWriter.values()];
}

function recordLine(subject: ReleaseSubject, { writer, systems }: Group): string {
  const { plan, release, changes } = subject;
  const by = writer ?? changes.systems.get(systems.at(-1)!)?.at(-1)?.by;
  const target = systems.map(({ name }) => name).join(', ');
  const register = kept(subject)?.name ?? release.steps.find((step) => step.verb === 'record' && step.in)?.in?.name;
  return `${stepLine(plan, { verb: 'record', target, otherwise: '10m', by })}${register ? ` in ${register}` : ''}`;
}

function remedy(subject: ReleaseSubject, group: Group, others: readonly Step[]): string {
  const same = recordedWith(subject, group, others);
  return same ? `add it to ${said(same)}` : `add ${quoted(recordLine(subject, group))} behind the last verification`;
}

/** The step that records others of the same writer gets one name more; else there is a new one at the end of the run. */
function fixes(subject: ReleaseSubject, group: Group, others: readonly Step[]): readonly Fix[] {
  const names = group.systems.map(({ name }) => name).join(', ');
  const same = recordedWith(subject, group, others);
  if (same) {
    const { file, range } = same.targets.at(-1)!.place;
    const behind = { file, range: { start: range.end, end: range.end } };
    return [replacement(`Add ${quoted(names)} to ${said(same)}`, behind, `, ${names}`)];
  }
  const change = subject.changes.systems.get(group.systems.at(-1)!)!.at(-1)!;
  const root = rootBlock(change.block);
  const line = recordLine(subject, group);
  return [{ title: `Add ${quoted(line)}`, edits: [{ kind: 'append-line', place: root.place, text: line }] }];
}

/** A step that may record these as well. */
function recordedWith(subject: ReleaseSubject, { writer }: Group, others: readonly Step[]): Step | undefined {
  return others.find(
    (step) => !step.version && !step.usedAt && (!writer || (step.by && isWriter(subject, step.by, writer))),
  );
}

function* wrongVersions(subject: ReleaseSubject, records: ReadonlyMap<Step, readonly System[]>): Iterable<Found> {
  for (const { step, system, right, because, place } of versionClashes(subject, records)) {
    const written = step.version!;
    const text = written.from === undefined ? written.to : `${written.from} -> ${written.to}`;
    yield {
      message: `${said(step)} says version ${quoted(text ?? '')}, but ${because}: it should be ${quoted(right)}.`,
      place: written.place,
      about: [system.name],
      related: [{ message: because, place }],
      fixes: () => [replacement(`Write ${quoted(right)}`, written.place, right)],
    };
  }
}
