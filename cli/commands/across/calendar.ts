/** `release-plan calendar`: all plans, trains, freezes and tests of a time, and what clashes in it. */
import { readFile } from 'node:fs/promises';
import { counted } from '../../../plan/counted.ts';
import type { ChangeCalendar } from '../../../plan/facts/calendar/model.ts';
import { formatDate } from '../../../plan/time/format.ts';
import { type CalendarWish, calendarOf, jsonCalendar, timeOfCalendar } from '../../../service/calendar/calendar.ts';
import { type JsonYear, jsonBroken } from '../../../service/calendar/json.ts';
import { type Broken, tryYear } from '../../../service/calendar/what-if.ts';
import { carriesWords, KIND_WORDS, namesWords, timesWords } from '../../../view/calendar/words.ts';
import { readWorkspace } from '../../analyses.ts';
import { readInputs } from '../../inputs.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { plansElsewhere, type StoreOptions } from '../../stores.ts';
import { printable } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { tableLines } from '../../terminal/table.ts';
import { writeAtomically } from '../../terminal/write.ts';

export interface CalendarOptions extends StoreOptions {
  readonly months?: number;
  readonly from?: number;
  readonly for?: readonly string[];
  readonly zone?: string;
  readonly whatIf?: readonly string[];
  readonly without?: readonly string[];
  readonly format: 'text' | 'html' | 'json' | 'ics';
  readonly output?: string;
  readonly ignore?: boolean;
  readonly now: number;
}

/** So many months. */
const FAR = 24;

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function calendar(args: readonly string[], options: CalendarOptions, streams: Streams): Promise<ExitCode> {
  const { now, format, whatIf = [], without = [] } = options;
  const cwd = process.cwd();
  const { files, problems } = await readInputs(args, cwd, streams, { ignore: options.ignore });
  for (const problem of problems) streams.note(`release-plan: ${problem}\n`);
  const wanted = options.for ?? [];
  const asked: CalendarWish = {
    zone: options.zone ?? HERE,
    ...(options.months !== undefined && { months: options.months }),
    ...(options.from !== undefined && { from: options.from }),
    ...(wanted.length > 0 && { for: wanted }),
  };
  // What subscribers have seen is looked for wherever it may have moved.
  const looked: CalendarWish = format === 'ics' ? { ...asked, months: Math.max(asked.months ?? 0, FAR) } : asked;
  const elsewhere = plansElsewhere(options, cwd, (sentence) => streams.note(`release-plan: ${sentence}\n`), {
    within: timeOfCalendar(looked, now),
    ...(whatIf.length + without.length > 0 && { from: now }),
  });
  const { workspace, pathOf } = await readWorkspace(files, { cwd, now, elsewhere });
  await elsewhere?.askFor(workspace, workspace.files());
  const trial = whatIf.length + without.length > 0 ? tryYear(workspace, { lines: whatIf, without }, now) : undefined;
  if (trial && 'trouble' in trial) throw new Misuse(trial.trouble);
  const wish: CalendarWish = { ...looked, ...(elsewhere && { elsewhere: elsewhere.plans }) };
  const found = calendarOf(trial?.tried ?? workspace, wish, now);
  if ('trouble' in found) throw new Misuse(found.trouble);
  const broken = trial?.broken;
  const code = problems.length > 0 ? 2 : 0;
  if (format === 'html') {
    const { renderCalendar } = await import('../../../view/calendar/page.ts');
    await put(renderCalendar(found, { for: wanted }));
    if (broken) streams.note(brokenText(broken));
    return code;
  }
  if (format === 'ics') {
    const { writeChangeCalendar } = await import('../../../exchange/ics/change-calendar.ts');
    const before = options.output === undefined ? undefined : await readFile(options.output).catch(() => undefined);
    const within = timeOfCalendar(asked, now);
    await put(await writeChangeCalendar({ calendar: found, within, for: wanted, now, ...(before && { before }) }));
    if (broken) streams.note(brokenText(broken));
    return code;
  }
  if (format === 'json') {
    const json: JsonYear = {
      ...jsonCalendar(found, pathOf),
      ...(broken && { broken: broken.map((one) => jsonBroken(one, pathOf)) }),
    };
    await put(`${JSON.stringify(json, null, 2)}\n`);
    return code;
  }
  await put(`${broken ? `${brokenText(broken)}\n` : ''}${text(found)}`);
  return code;

  async function put(content: string): Promise<void> {
    if (options.output !== undefined) await writeAtomically(options.output, content);
    else if (format === 'text') streams.write(content);
    else streams.data(content);
  }
}

function text({ within, zone, entries, clashes }: ChangeCalendar): string {
  const when = `${formatDate(within.start, zone)} .. ${formatDate(within.end - 1, zone)} ${zone}`;
  const rows = entries.map((entry) => {
    const { kind, name, of, on, who } = entry;
    const what = kind === 'rehearsal' || kind === 'uat' ? `${name} of ${of}` : name;
    const cells = [timesWords(entry), KIND_WORDS[kind], what, namesWords(on, 3), namesWords(who, 3)];
    return [...cells, carriesWords(entry, 'carries ')].map(printable);
  });
  const table = rows.length > 0 ? [...tableLines(rows), ''] : ['Nothing is planned then.', ''];
  const told = clashes.flatMap(({ severity, message, releases }) => [
    `${severity === 'information' ? 'note' : severity} ${printable(releases.join(' and '))}: ${printable(message)}`,
  ]);
  const count = clashes.length > 0 ? counted(clashes.length, 'clash', 'clashes') : 'Nothing clashes';
  return [when, '', ...table, ...told, ...(told.length > 0 ? [''] : []), `${count}.`, ''].join('\n');
}

function brokenText(broken: readonly Broken[]): string {
  if (broken.length === 0) return 'Nothing breaks.\n';
  const lines = broken.flatMap(({ release, findings, slot }) => [
    `${printable(release)}: ${slot === undefined ? 'no window of the next year is free then' : `the next free window is ${slot}`}`,
    ...findings.map(({ severity, message }) => `  ${severity} ${printable(message)}`),
  ]);
  return `${counted(broken.length, 'release')} would break.\n${lines.join('\n')}\n`;
}
