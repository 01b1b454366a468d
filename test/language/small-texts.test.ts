/**
 * What is read of small texts, right and wrong: what of the plan they say, and what is told of them. They stand in `texts/small/`: first what is
 * around (`§`), and below it what stands there in turn, a line each; `⏎` begins another one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { lower } from '../../language/lower/lower.ts';
import { parseAgain } from '../../language/parse/parser.ts';
import type { Plan } from '../../plan/model.ts';
import { expectGolden } from '../support/golden.ts';
import { ROOT, said } from './said.ts';

const FILE = `${ROOT}/plan.release`;

/** What is left out: where it stands, which the texts that are read whole tell; what is not so, and what is the same again. */
const UNSAID =
  / ?\w*[pP]lace=\S*| ?head=\S+| ?index=\d+|\b\d+:\d+-[\d:]+| \w+=false| (?:minutes|days|months|workingDays)=0| (?:min|likely|max)=\^| (?:steps=\[[^\]]*\]|(?:names|things)=\{[^}]*\})|^file=.*|^-? ?message=.*/g;

/** Thing by thing, a line each. */
function rows({ names, declarations, writtenTimes, ...plan }: Plan): readonly string[] {
  const known = new Set<object>();
  const rest = { ...plan, releases: [], problems: [], references: [] };
  const text = [plan.releases, declarations, writtenTimes, rest].map((part) => said(part, known, 1)).join('\n');
  return text
    .split('\n')
    .map((row) => row.trim().replace(UNSAID, '').trim())
    .filter((row) => row !== '' && row !== '-');
}

const parts = (row: string) => row.split(/ (?=\w+=)/);

/** What it says that the other does not; of a thing that both have what is another. */
function more(row: string, without: readonly string[]): string {
  const id = /^- id="[^"]+"/.exec(row)?.[0];
  const before = id && without.find((one) => one.startsWith(id));
  if (!id || !before) return `  ${row}`;
  const [was, is] = [parts(before), parts(row)];
  const gone = was.filter((one) => !is.includes(one)).map((one) => ` (no ${one})`);
  return `  ${id} ${is.filter((one) => !was.includes(one)).join(' ')}${gone.join('')}`;
}

function read(text: string): { readonly plan: Plan; readonly told: readonly string[] } {
  const lines = text.split('\n');
  const { plan } = lower(FILE, parseAgain(text), []);
  const told = plan.problems.map(({ message, replacement, place: { range } }) => {
    const { start, end } = range;
    const marked = lines[start.line]!.slice(start.character, start.line === end.line ? end.character : undefined);
    return `  ! ⌊${marked}⌋ ${message}${replacement ? ` → ${replacement.text}` : ''}`;
  });
  const names = plan.references.filter(({ target }) => target === undefined).map(({ name }) => `  ? ${name}`);
  return { plan, told: [...told, ...names] };
}

const TEXTS = new URL('./texts/small/', import.meta.url);

test.each(readdirSync(TEXTS))('%s', (file) => {
  const [frame, list] = readFileSync(new URL(file, TEXTS), 'utf8').split('\n────\n') as [string, string];
  const without = rows(read(frame.replace('§', '')).plan);
  const all = list
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const { plan, told } = read(frame.replace('§', () => line.replaceAll(' ⏎ ', '\n')));
      const fresh = rows(plan)
        .filter((row) => !without.includes(row))
        .map((row) => more(row, without));
      return [`── ${line}`, ...told, ...fresh];
    });
  expectGolden(`${all.join('\n')}\n`, `./golden/small/${file.replace('.txt', '')}.golden.txt`, import.meta.url);
});
