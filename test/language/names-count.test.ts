/** What is written behind the word of a line is in the plan, or it is told that it says nothing there: on every line, in every form. */
import { describe, expect, test } from 'vitest';
import { takes } from '../../language/clauses-of.ts';
import { difference } from '../../language/edit/same.ts';
import type { Property } from '../../language/generated/ast.ts';
import { LINES, type Owner } from '../../language/lines.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Plan } from '../../plan/model.ts';
import { MAIN, NOW } from '../server/source-file.ts';
import { type Around, PLACES, TRIES } from './clause-places.ts';

interface Tried {
  readonly word: string;
  readonly around: Around;
  /** The line, without its first word. */
  readonly rest: string;
}

const LINES_TRIED = Object.entries(PLACES).flatMap(([owner, places]) =>
  Object.values(places)
    .slice(0, 1)
    .flatMap((around) =>
      LINES[owner as Owner].map((word): Tried => {
        const line = (TRIES[word]?.[0] ?? word).replace('§', '');
        return { word, around, rest: line.slice(word.length) };
      }),
    ),
);

function read(text: string): Plan {
  const workspace = createWorkspace({ roots: [], now: () => NOW });
  workspace.set(MAIN, text);
  return workspace.plan(MAIN);
}

/** Whether something is said of the line that has this. */
function isTold(text: string, part: string): boolean {
  const row = text.split('\n').findIndex((line) => line.includes(part));
  if (row < 0) throw new Error(`no line has ${part}`);
  return read(text).problems.some(({ place }) => place.range.start.line === row);
}

describe('names', () => {
  /** Every one of their words is one that nothing else is called. */
  const FORMS = [
    'qqa',
    'qqa qqb',
    'qqa, qqb',
    'qqa qqb qqc',
    'qqa.end',
    'qqa.qqb',
    'qqa + 1h',
    'qqa, qqb qqc, qqd.start',
  ];
  const isProperty = ({ word }: Tried) => (PROPERTIES as readonly string[]).includes(word);

  test.each(LINES_TRIED.filter(isProperty))('$word', ({ word, around, rest }) => {
    const ignored: string[] = [];
    for (const form of FORMS) {
      for (const behind of [rest, '']) {
        const line = `${word} ${form}${behind}`;
        if (isTold(around(line), `${word} ${form}`)) continue;
        const plan = read(around(line));
        for (const name of form.match(/qq\w|start|end|1h/g)!) {
          const other = line.replace(
            name,
            name === '1h' ? '7h' : name === 'end' ? 'start' : name === 'start' ? 'end' : 'qqz',
          );
          if (difference(plan, read(around(other))) === undefined) ignored.push(`${line}: ${name}`);
        }
      }
    }
    expect(ignored).toEqual([]);
  });
});

/** Lines that say one thing about the block they stand in. */
const PROPERTIES: readonly Property['key'][] = [
  ...([
    'kind',
    'kinds',
    'durations',
    'owner',
    'sponsor',
    'zone',
    'promise',
    'change',
    'budget',
    'cost',
    'spent',
  ] as const),
  ...([
    'confirmed',
    'assessed',
    'actual',
    'review',
    'likelihood',
    'impact',
    'threatens',
    'mitigation',
    'covers',
  ] as const),
  ...(['sign-off', 'quorum', 'unanimous', 'majority', 'veto', 'needs', 'no-go', 'tested', 'keep', 'how'] as const),
  ...([
    'evidence',
    'acknowledge',
    'cover',
    'respond',
    'mitigate',
    'resolve',
    'escalate',
    'holiday',
    'holidays',
  ] as const),
  ...(['deadlines', 'leave', 'skills', 'rate', 'contact', 'deputy', 'channels', 'notice', 'uses', 'members'] as const),
  ...(['exclusive', 'production', 'writer', 'measured', 'passed', 'failed', 'template', 'carry-over', 'skip'] as const),
  ...(['frozen', 'waive', 'norm'] as const),
];

test('a range beside `during`', () => {
  const both = LINES_TRIED.filter(({ word }) => takes(word, 'span') && takes(word, 'during'));
  expect(both.length).toBeGreaterThan(10);
  const ignored = both.filter(({ word, around, rest }) => {
    const line = (more: string) =>
      around(`${word}${rest.replace(/ (during|at) [^\n{]*/, '')} ${more}`.replace(/(\{[\s\S]*\}) (.*)$/, '$2 $1'));
    const range = 'Mon 2026-12-07 10:00 .. 11:00';
    return !isTold(line(`${range} during Tue 2026-12-08 10:00 .. 11:00`), `${range} during`);
  });
  expect(ignored.map(({ word }) => word)).toEqual([]);
});
