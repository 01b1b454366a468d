/** A release that is scheduled on the groundwork of the version before: whatever an edit moves, it is the schedule that it has anyway. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAgain } from '../../language/parse/parser.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { publishAll, scheduleAll } from '../../plan/analysis.ts';
import type { Plan } from '../../plan/model.ts';
import { groundworkFor } from '../../plan/schedule/groundwork.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { difference } from '../support/same.ts';
import '../support/seed.ts';

const URI = 'file:///w/a.release';

/** Whatever a network is built by: teams, shifts, systems for one at a time, lags, begins, dues, blocks that wait for each other. */
const TEXT = `zone Europe/Berlin
calendar office { working Mon..Fri 09:00 .. 17:00 }
calendar late { working Wed..Sun 14:00 .. 22:00 }
person priya
person mara { calendar office }
person kim { calendar late }
team ops is priya, mara, kim
party vendor
service web
environment shop {
  exclusive
}
release night "A night" {
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  milestone beta Thu 2026-12-03 12:00
  prepare {
    task review "Review" 3h by mara
    task agree "Agree" 1wd by kim after review
    task invite "Invite" due T-2wd 2h by ops
    task early "Early" 1h by priya asap
  }
  run {
    backup web 20m by priya
    parallel {
      sequence left {
        stop web as down 5m by ops undo 5m
        deploy web 30m by priya undo 10m
        task look "Look at it" 10m by mara with kim
      }
      sequence {
        deploy web as other 45m by kim in shop undo 5m after down + 15m
        wait soak "Soak" 20m
        task both "Both" 10m by 2 of ops alongside look
      }
      outage { task inside "Inside" 15m by vendor }
    }
    task fixed "Fixed" 10m by priya at 01:00
    verify web 10m by mara after other, look + ..2h
    gate keep "Keep it?" 10m by mara
  }
  rollback full by priya { start web as back 5m by ops }
  follow-up {
    task retro "Retro" 1h by mara
    task tell "Tell" 1h by kim after retro + 2wd
    task report "Report" 2wd after retro + 1wd by kim
  }
}
`;

/** What may be said instead: of how long it takes and whom, which leaves the network; of all else, which does not. */
const SAID: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b\d+(m|h|wd)(?= by\b)/g, ['5m', '1wd', '26h']],
  [/by (priya|mara|kim|ops|vendor|2 of ops)\b/g, ['by kim', 'by mara', 'by 2 of ops', 'by relay of ops']],
  [/with kim|undo \d+m/g, ['with mara', 'undo 25m']],
  [
    /at 01:00|due T-2wd|\+ 15m|after review|alongside look|22:00 \.\.|asap$/gm,
    ['at 00:30', 'after look', 'at look.end', ''],
  ],
  [/"[A-Z][a-z ]+\??"/g, ['"Other"']],
];

interface Word {
  readonly index: number;
  readonly length: number;
  readonly value: string;
}

function wordsOf(text: string, said = SAID): readonly Word[] {
  return said.flatMap(([find, values]) =>
    [...text.matchAll(find)].flatMap(({ index, 0: { length } }) => values.map((value) => ({ index, length, value }))),
  );
}

function put(text: string, { index, length, value }: Word): string {
  return text.slice(0, index) + value + text.slice(index + length);
}

function planOf(text: string): Plan {
  const workspace = createWorkspace({ roots: ['file:///w/'] });
  workspace.set(URI, text);
  return workspace.plan(URI);
}

/** One version after the other. */
class Edited {
  readonly counts = { all: 0, order: 0, network: 0 };
  private readonly workspace = createWorkspace({ roots: ['file:///w/'] });
  private schedules: readonly Schedule[] = [];

  begin(text: string): void {
    parseAgain(text);
    this.workspace.set(URI, text);
    this.schedules = scheduleAll(this.workspace.plan(URI));
  }

  expectSame(text: string): void {
    const { counts, workspace } = this;
    workspace.set(URI, text);
    const plan = workspace.plan(URI);
    const [release] = plan.releases;
    const ground = release && this.schedules[0] && groundworkFor(this.schedules[0], { plan, release });
    counts.all++;
    counts.order += Number(ground !== undefined);
    counts.network += Number(ground?.ground !== undefined);
    this.schedules = scheduleAll(plan, this.schedules);
    const anew = planOf(text);
    const expected = scheduleAll(anew);
    expect(difference(this.schedules, expected), text).toBeUndefined();
    expect(difference(publishAll(plan, this.schedules), publishAll(anew, expected)), text).toBeUndefined();
    parseAgain(text);
  }
}

test('each length and each performer, when it is another one', () => {
  const edited = new Edited();
  for (const word of wordsOf(TEXT, SAID.slice(0, 2))) {
    edited.begin(TEXT);
    edited.expectSame(put(TEXT, word));
  }
  expect(edited.counts.order / edited.counts.all).toBeGreaterThan(0.75);
  expect(edited.counts.network / edited.counts.all).toBeGreaterThan(0.75);
});

/** With any of these, how long a step takes is not written in its own line alone, or takes more than what is planned. */
const NOT_PLAIN: readonly (readonly [RegExp, string])[] = [
  [/(?= {2}follow-up)/, '  reserve 2 of ops "Kept free" during run\n'],
  [
    /(?= {2}follow-up)/,
    '  durations measured\n  rehearsal first Mon 2026-11-30 10:00 .. 12:00 {\n    measured down 25m\n    measured other 20m\n  }\n',
  ],
  [/(sequence left)([^}]*?"Look at it") 10m/, '$1 90m$2'],
];

test.each(NOT_PLAIN)('nor is a network kept that more than its steps lengthen: %s', (where, more) => {
  const text = TEXT.replace(where, more);
  const edited = new Edited();
  for (const word of wordsOf(text, SAID.slice(0, 1)).filter((_, i) => i % 5 === 0)) {
    edited.begin(text);
    edited.expectSame(put(text, word));
  }
  expect(edited.counts.all).toBeGreaterThan(5);
  expect(edited.counts.network).toBe(0);
});

test('whatever is edited, one after the other', () => {
  const edited = new Edited();
  const property = fc.property(fc.array(fc.nat(1000), { minLength: 4, maxLength: 8 }), (edits) => {
    let text = TEXT;
    edited.begin(text);
    for (const at of edits) {
      const words = wordsOf(text);
      text = put(text, words[at % words.length]!);
      edited.expectSame(text);
    }
  });
  fc.assert(property, { numRuns: 25 });
  expect(edited.counts.order / edited.counts.all).toBeGreaterThan(0.5);
});
