/** `release-plan run links`: a link for each person of the night, and for machines and readers. */
import { basename } from 'node:path';
import { nearest } from '../../../plan/nearest.ts';
import { everybodyIn } from '../../../service/formats/export.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { calendarPath } from '../../run/board/calendar.ts';
import { type Holder, hashOf, keysPath, newSecret, readKeys, without, writeKeys } from '../../run/board/keys.ts';
import { type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import type { Streams } from '../../terminal/streams.ts';
import { tableLines } from '../../terminal/table.ts';

export interface LinksOptions extends RunChoice {
  readonly board: string;
  /** Only for them; default: everybody of the plan who has none. */
  readonly for?: readonly string[];
  readonly machine?: readonly string[];
  readonly reader?: readonly string[];
  /** Calendars to subscribe to. */
  readonly calendar?: readonly string[];
  readonly revoke?: readonly string[];
}

/** A secret is shown once: kept is its hash. Whoever has one and gets another one loses the first. */
export async function runLinks(file: string, options: LinksOptions, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  if (!URL.canParse(options.board))
    throw new Misuse(`${options.board} is no address of a board, such as https://board.example.org:8443/`);
  let keys = await readKeys(of.name);
  const holders = Object.values(keys.holders);
  const known = new Set(holders.flatMap(({ name, role }) => (role === 'calendar' ? [] : [name])));
  for (const name of options.revoke ?? []) {
    if (!holders.some((holder) => holder.name === name)) throw new Misuse(`Nobody called \`${name}\` has a link.`);
    keys = without(keys, { name });
    streams.note(`The link of ${name} leads nowhere any more.\n`);
  }
  const people = [...new Set(Object.values(of.schedule.steps).flatMap(({ by, with: others }) => [...by, ...others]))];
  const owner = of.release.owner?.ref.name;
  const everybody = [...new Set([...(owner ? [owner] : []), ...people])];
  const chosen =
    options.for ??
    (options.machine || options.reader || options.calendar || options.revoke
      ? []
      : everybody.filter((name) => !known.has(name)));
  for (const name of chosen) {
    if (!everybody.includes(name))
      throw new Misuse(`The plan asks nobody called \`${name}\` for anything. It asks ${everybody.join(', ')}.`);
  }
  const concerned = everybodyIn(of.analysis, of.release).map(({ name }) => name);
  for (const name of options.calendar ?? []) {
    if (!concerned.includes(name))
      throw new Misuse(`The plan knows nobody called \`${name}\`.${didYouMean(name, concerned)}`);
  }
  const wanted: Holder[] = [
    ...chosen.map((name): Holder => ({ name, role: 'person' })),
    ...(options.machine ?? []).map((name): Holder => ({ name, role: 'machine' })),
    ...(options.reader ?? []).map((name): Holder => ({ name, role: 'reader' })),
    ...(options.calendar ?? []).map((name): Holder => ({ name, role: 'calendar' })),
  ];
  const rows: string[][] = [];
  for (const holder of wanted) {
    const secret = newSecret();
    keys = without(keys, holder);
    keys = { holders: { ...keys.holders, [hashOf(secret)]: holder } };
    rows.push([holder.name, holder.role, addressOf(holder, secret, options.board)]);
  }
  await writeKeys(of.name, keys);
  for (const line of tableLines(rows)) streams.write(`${line}\n`);
  if (rows.length > 0)
    streams.note(
      `Each link is shown this once; ${basename(keysPath(of.name))} keeps its hash. Send each to its person alone.\n`,
    );
  else if (!options.revoke) streams.note('Everybody has a link. --for NAME makes a new one, and ends the old one.\n');
  return 0;
}

/** A program that reads calendars has no place for a secret but the address. */
function addressOf({ role }: Holder, secret: string, board: string): string {
  if (role === 'calendar') return new URL(calendarPath(secret), board).href;
  return `${new URL(role === 'reader' ? '/status' : '/', board).href}#k=${secret}`;
}

function didYouMean(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  return meant ? ` Did you mean \`${meant}\`?` : '';
}
