/** What is spelled otherwise than the language has it: words that are renamed one day (all of them here), and what is read all the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { respell, spellingsIn } from '../../language/edit/respell.ts';
import { difference } from '../../language/edit/same.ts';
import { format } from '../../language/format.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { tokenize } from '../../language/parse/parser.ts';
import { RESPELLED, type Respelled } from '../../language/respelled.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { NOW } from '../checks/marked.ts';
import { layOutPlan } from '../fuzz/layout.ts';
import { generatePlan } from '../fuzz/plan.ts';
import { Random } from '../fuzz/random.ts';
import { TOLD_NAMES, toldText } from '../support/told-texts.ts';

/** The rows there would be, in the place of those there are. */
const rows = RESPELLED as Respelled[];
const OWN = [...rows];

const FOLDER = new URL('../examples/earlier/0.1.0/', import.meta.url);
const ROOT = 'file:///plans/';
const FILE = `${ROOT}night.release`;
const TEXTS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.release'))
  .map((path) => [ROOT + path, readFileSync(new URL(path, FOLDER), 'utf8')] as const);
/** `import` is looked for in the text, and `tbd` is a value. */
const WORDS = [...STATEMENT_WORDS, ...CLAUSE_WORDS].filter((word) => word !== 'import' && word !== 'tbd');
const WERE = WORDS.map((is): Respelled => ({ was: `formerly-${is}`, is, since: '9.9' }));

function read(texts: Iterable<readonly [string, string]>): Workspace {
  const workspace = createWorkspace({ roots: [ROOT], now: () => NOW });
  for (const [uri, text] of texts) workspace.set(uri, text);
  return workspace;
}

/** Words that are words of the language, as they would have been written before; names stay, whatever they are called. */
function asBefore(text: string, words: ReadonlySet<string>): string {
  const { tokens } = tokenize(text);
  return tokens.reduceRight(
    (result, { tokenType, image, startOffset, endOffset }) =>
      words.has(image) && tokenType.name === image
        ? `${result.slice(0, startOffset)}formerly-${image}${result.slice(endOffset! + 1)}`
        : result,
    text,
  );
}

const plan = (step: string) => `person mara
service web

release night-1.0 "Night" {
  kind   standard
  owner  mara
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00

  milestone close Sun 2026-12-06 01:00

  run {
    ${step}
  }
}
`;

/** What no plan of the tests has often. */
const RARE = `person mara
release money-1.0 "Money" {
  kind    standard
  window  Sat 2026-12-05 22:00 .. 23:00 Europe/Berlin
  cost    "Licence" 300 EUR
  spent   20 EUR
  reserve mara during run

  benefit faster "Faster" {
    target 5d -> 3d
    actual 4d on 2027-03-01
  }
  issue supplier "Late" escalated to mara

  hypercare { resolve P1 within 4h }
  run {
    gate go 5m by mara { consulted mara }
  }
}
`;

beforeEach(() => {
  rows.length = 0;
});
// Other files read plans in the same process.
afterAll(() => void rows.splice(0, rows.length, ...OWN));

describe('words that are renamed, all at once', () => {
  test('the plans say what they say, every line with an old word is told, and migrate takes each back', () => {
    const old = TEXTS.map(([uri, text]) => [uri, asBefore(text, new Set(WORDS))] as const);
    const today = read(TEXTS);
    rows.push(...WERE);
    const workspace = read(old);
    for (const [uri, text] of old) {
      const lines = text.split('\n').flatMap((line, i) => (/\bformerly-/.test(line) ? [i] : []));
      expect(
        spellingsIn(workspace, uri).map(({ place }) => place.range.start.line),
        uri,
      ).toEqual(lines);
      const { problems, unread, ...plan } = workspace.plan(uri);
      const { problems: others, unread: _, ...same } = today.plan(uri);
      expect(difference(plan, same), uri).toBeUndefined();
      // Of a line one mistake of form is told.
      const hidden = others.filter(({ place }) => lines.includes(place.range.start.line));
      expect(problems.length, uri).toBe(others.length - hidden.length + lines.length);
      expect(difference(workspace.analysis(uri).schedules, today.analysis(uri).schedules)).toBeUndefined();
    }
    const uris = old.map(([uri]) => uri);
    const { texts, left } = respell(workspace, uris);
    expect([...left]).toEqual([]);
    for (const [uri, text] of TEXTS) expect(format(texts.get(uri)!), uri).toBe(text);
    expect(respell(read(texts), uris)).toEqual({ texts: new Map(), made: new Map(), left: new Map() });
  });

  test('wherever any of them may stand', () => {
    const seen = new Set<string>();
    const written = (seed: number) => {
      const random = new Random(7, seed);
      return format(layOutPlan(generatePlan(random), random, { hasInnerComments: false }));
    };
    const texts = [RARE, ...TOLD_NAMES.map(toldText), ...Array.from({ length: 120 }, (_, seed) => written(seed))];
    for (const text of texts) {
      rows.length = 0;
      const old = asBefore(text, new Set(WORDS));
      for (const [word] of old.matchAll(/\bformerly-[a-z-]+/g)) seen.add(word.slice('formerly-'.length));
      const { problems: _, unread: __, ...same } = read([[FILE, text]]).plan(FILE);
      rows.push(...WERE);
      const { problems, unread, ...plan } = read([[FILE, old]]).plan(FILE);
      expect(difference(plan, same), old).toBeUndefined();
    }
    expect(WORDS.filter((word) => !seen.has(word))).toEqual([]);
  });

  test('a name stays a name, whatever it was called', () => {
    rows.push({ was: 'install', is: 'deploy', since: '0.9' }, { was: 'following', is: 'after', since: '0.9' });
    const text = plan('install web as install 5m by mara\n    verify web 5m by mara following install');
    const workspace = read([[FILE, text]]);
    expect(workspace.plan(FILE).references.filter(({ target }) => !target)).toEqual([]);
    expect(spellingsIn(workspace, FILE).map(({ message }) => message)).toEqual([
      '`install` is written `deploy` since 0.9.',
      '`following` is written `after` since 0.9.',
    ]);
    expect(respell(workspace, [FILE]).texts.get(FILE)).toBe(
      plan('deploy web as install 5m by mara\n    verify web 5m by mara after install'),
    );
  });
});

test.each([
  ['deploy web 30min by mara', 'deploy web 30m by mara'],
  ['deploy web 20-30 min by mara', 'deploy web 20m..30m by mara'],
  ['deploy web 5m by mara at 2h before close', 'deploy web 5m by mara at close - 2h'],
  ['deploy web 22:00 – 22:30 by mara', 'deploy web 22:00 .. 22:30 by mara'],
  ['deploy web 5m by mara at T - 30m', 'deploy web 5m by mara at T-30m'],
  ['deploy web 5m by mara at 2026-12-05T22:30', 'deploy web 5m by mara at 2026-12-05 22:30'],
  ['deploy web 5m by mara at Sat 2026-12-05 22:30:00', 'deploy web 5m by mara at Sat 2026-12-05 22:30'],
  ['deploy web “Web” 5m by mara', 'deploy web "Web" 5m by mara'],
  ['deploy\u00a0web 5m by ma\u200bra', 'deploy web 5m by mara'],
])('%s', (written, meant) => {
  const { texts, made, left } = respell(read([[FILE, plan(written)]]), [FILE]);
  expect(texts.get(FILE)).toBe(plan(meant));
  expect([made.get(FILE)!.length, left.size]).toEqual([1, 0]);
  expect(respell(read(texts), [FILE]).made.size).toBe(0);
});

test('a line of which something else would be found then stays, and what is not read is left to whoever wrote it', () => {
  // That `mara` means nothing there is hidden by the length: who does it is asked of no line that cannot be read.
  const { made, left } = respell(read([[FILE, plan('deploy web 5m mara 20 minutes')]]), [FILE]);
  expect(made.size).toBe(0);
  expect(left.get(FILE)!.map(({ message }) => message)).toEqual(['A duration is written `20m`, not `20 minutes`.']);
  const unread = respell(read([[FILE, plan('deploy web by "mara" 5m')]]), [FILE]);
  expect([unread.made.size, unread.left.size]).toEqual([0, 0]);
});

test('of a file that others import all of them stay what they are, and only what is named is changed', () => {
  const people = `${ROOT}people.release`;
  const files = [
    [people, 'person mara { leave Mon 2027-01-04 – Fri 2027-01-08 }\n'],
    [FILE, plan('deploy web 5m by mara').replace('person mara', 'import "people.release"')],
  ] as const;
  const workspace = read(files);
  expect([...respell(workspace, [FILE]).made.keys()]).toEqual([]);
  expect([...respell(workspace, [FILE, people]).texts]).toEqual([
    [people, 'person mara { leave Mon 2027-01-04 .. Fri 2027-01-08 }\n'],
  ]);
  expect(workspace.text(people)).toBe(files[0][1]);
});
