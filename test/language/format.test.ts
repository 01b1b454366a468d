/** Text in, text out. */
import { describe, expect, test } from 'vitest';
import { format, formatted } from '../../language/format.ts';
import { expectGolden } from '../support/golden.ts';
import { planOf } from '../support/inventory.ts';

const problemsOf = (text: string) => planOf(text).problems.map(({ message }) => message);
const unreadIn = (text: string) => planOf(text).unread.length;

test.each([
  [
    'columns of neighbouring steps',
    `
release r {
run {
snapshot payments-api as before 5m by ops
  deploy payments-api   10m by ops
verify payments-api "Smoke" 10m by qa
}
}
`,
    `
release r {
  run {
    snapshot payments-api as before         5m  by ops
    deploy   payments-api                   10m by ops
    verify   payments-api           "Smoke" 10m by qa
  }
}
`,
  ],
  [
    'clauses in the order of the language, in any statement',
    `
release r {
  run {
    deploy web undo 5m after go by ops version 1.0.0 -> 1.1.0 "Web" 10m
    task clean every 2w from Mon 2026-06-01 until Mon 2026-07-06 by ann
  }
  uat a during T by ann in preprod
}
`,
    `
release r {
  run {
    deploy web   "Web" 10m by ops version 1.0.0 -> 1.1.0 after go undo 5m
    task   clean           by ann every 2w from Mon 2026-06-01 until Mon 2026-07-06
  }
  uat a by ann in preprod during T
}
`,
  ],
  [
    'comments stay with what they stand at',
    `
// first

// second
release r { // of the release
  // of the owner
  owner ann // who
  sponsor bob // pays
  /* a
     block */
  run {
  }
  // last
}
// end
`,
    `
// first

// second
release r {  // of the release
  // of the owner
  owner   ann  // who
  sponsor bob  // pays
  /* a
     block */
  run {
  }
  // last
}
// end
`,
  ],
  [
    'a comment inside a statement leaves it as typed',
    `
release r {
  run {
    deploy   web /* both */ by ops 5m
  }
}
`,
    `
release r {
  run {
    deploy   web /* both */ by ops 5m
  }
}
`,
  ],
  [
    'several blank lines become one',
    `
person ann



person bob
`,
    `
person ann

person bob
`,
  ],
  [
    'a block on one line may stay there',
    `
person ann   "Ann"{calendar   berlin}
person bob { calendar berlin
}
`,
    `
person ann "Ann" { calendar berlin }
person bob {
  calendar berlin
}
`,
  ],
  [
    'statements that went on in the next line are joined',
    `
release r {
  run {
    deploy web 5m
        by ops
        after go
  }
}
`,
    `
release r {
  run {
    deploy web 5m by ops after go
  }
}
`,
  ],
  [
    'a line that cannot be read stays as typed',
    `
release r {
  run {
  depoly   web    5m
      stop web   5m
  }
}
`,
    `
release r {
  run {
    depoly   web    5m
    stop web 5m
  }
}
`,
  ],
])('%s', (_what, before, after) => {
  expect(format(before.slice(1))).toBe(after.slice(1));
  expect(format(after.slice(1))).toBe(after.slice(1));
});

test('a long statement is broken between its clauses', () => {
  const line = `  deploy payments-api "${'x'.repeat(60)}" 15m by operations-lead with quality, operations version 4.1.3 -> 4.2.0 after refund-tables undo 10m\n`;
  const formatted = format(`release r {\n  run {\n  ${line}  }\n}\n`);
  expect(Math.max(...formatted.split('\n').map((one) => one.length))).toBeLessThanOrEqual(120);
  expect(formatted).toContain('\n        ');
  expect(format(formatted)).toBe(formatted);
});

test('tabs, and lines that end in CR LF, are kept', () => {
  expect(format('release r {\r\n owner ann\r\n}\r\n', { tabSize: 4, insertSpaces: false })).toBe(
    'release r {\r\n\towner ann\r\n}\r\n',
  );
});

describe('a long list is broken behind its commas, where the lexer lets a line go on', () => {
  const names = Array.from({ length: 16 }, (_, i) => `quite-a-long-name-${i}`);
  test.each([
    ['person orla {\n  skills', '\n}\n'],
    ['system web {\n  uses', '\n}\n'],
    ['policy {\n  check accountable-unclear warning nobody', '\n}\n'],
    ['team ops is', '\n'],
    ['release r {\n  run {\n    deploy', ' 5m by ops\n  }\n}\n'],
  ])('%s', (before, after) => {
    const text = `${before} ${names.join(', ')}${after}`;
    const formatted = format(text);
    expect(Math.max(...formatted.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(formatted.split('\n').length).toBeGreaterThan(text.split('\n').length);
    expect(problemsOf(formatted)).toEqual(problemsOf(text));
    expect(format(formatted)).toBe(formatted);
  });

  test('and not where a word would open a statement', () => {
    // A line that goes on with `run` behind anything but a comma would be a block of its own.
    const text = `release r {\n  run {\n    task t "${'x'.repeat(90)}" 15m by some-body else run\n  }\n}\n`;
    expect(problemsOf(format(text))).toEqual(problemsOf(text));
    const name = 'x'.repeat(120);
    expect(format(`person ann {\n  skills   ${name}\n}\n`)).toBe(`person ann {\n  skills ${name}\n}\n`);
  });
});

describe('what cannot be shown to say the same stays as typed', () => {
  test.each([
    ['characters that mean nothing', 'promise   outage ~90m'],
    ['a sign among words', 'deploy   web @   5m by ann'],
    ['a sign at the end', 'deploy   web   5m */'],
    ['a sign at the beginning', '$   deploy   web   5m'],
    ['braces in mid-line', 'deploy   web {}  5m'],
    ['a space that does not break', 'deploy   web\u00A05m'],
    ['a text that is not closed', 'task   t "Smoke   '],
    ['a word that was read for another', 'deploy   web   5m after go \u2212 5m'],
    ['a comment in front of a statement', '/* first */   stop   web   5m'],
    ['a value that its neighbour would take', 'deploy   web by ann CET 22:00 .. 23:00'],
  ])('%s', (_what, line) => {
    const text = `release   r {\n run {\n ${line}\n stop   web    5m\n }\n}\n`;
    const formatted = format(text);
    expect(formatted).toBe(`release r {\n  run {\n    ${line}\n    stop web 5m\n  }\n}\n`);
    expect(problemsOf(formatted)).toEqual(problemsOf(text));
    expect(format(formatted)).toBe(formatted);
  });

  test.each([
    ['two clauses that say nothing about their line', '{{}\nuntil 2010- version t by y\ns\n}'],
    ['a clause behind which something is missing', 'release {\n  event b was T meaning 1:\n}'],
    ['a block that nobody knows the begin of', '  k{\n   s\n  }n\n.\n  }\n}'],
    ['a word that begins another line', 'person {\nzone shift Er/No....0m\n}'],
  ])('where another mistake would be told of: %s', (_what, text) => {
    expect(problemsOf(format(text))).toEqual(problemsOf(text));
    expect(unreadIn(format(text))).toBe(unreadIn(text));
  });

  test('with its lines moved together', () => {
    expect(format('release r {\nrun {\ndeploy   web @\n    by ann\n  after go\n}\n}\n')).toBe(
      'release r {\n  run {\n    deploy   web @\n        by ann\n      after go\n  }\n}\n',
    );
  });

  test('a statement of the file whose braces do not pair, and no other', () => {
    expect(format('person   ann\nrelease   r {\n   run {\n  stop   web\nperson   bob\n')).toBe(
      'person ann\nrelease   r {\n   run {\n  stop   web\nperson bob\n',
    );
    expect(format('}   }\nperson   ann\n')).toBe('}   }\nperson ann\n');
  });

  test('blocks that nest too deep to be read', () => {
    const text = `person   ann\n${'run {\n'.repeat(70)}${'}\n'.repeat(70)}`;
    expect(format(text)).toBe(text.replace('   ', ' '));
  });
});

test('who goes on in the place of a play is no deputy of a person', () => {
  const text = `
person orla
release r {
  play drain by orla else call-all {
  }
  play wait else call-all by orla {
  }
}
`;
  expect(format(text)).toBe(text.slice(1));
});

test('comments above a statement stay its note, however their lines end', () => {
  const noteOf = (text: string) => planOf(text).declarations[0]?.note;
  const text = '/* first   \r\n * second */\r\nperson   ann\r\n';
  expect(noteOf(format(text))).toBe(noteOf(text));
  expect(noteOf(text)).toBe('first\nsecond');
  expect(noteOf('person x\n/* of nobody */ person ann')).toBeUndefined();
});

test('where a brace is missing nothing is moved', () => {
  const text = 'release r {\n   run {\n  stop web\n';
  expect(format(text)).toBe(text);
});

test('how much stays as typed is counted', () => {
  expect(formatted('person ann @\nperson   bob {\n  zone UTC\n}\n')).toMatchObject({ statements: 3, asTyped: 1 });
});

test('an empty text stays empty', () => {
  expect(format('')).toBe('');
  expect(format('\n\n')).toBe('');
});

test('a statement of 120 columns stays on its line, one of 121 goes on in the next', () => {
  for (const [length, lines] of [
    [119, 1],
    [120, 1],
    [121, 2],
  ] as const) {
    const head = '    deploy web "';
    const tail = '" 10m by ann undo 5m tags a, b';
    const line = `${head}${'x'.repeat(length - head.length - tail.length)}${tail}`;
    const text = `release r {\n  run {\n${line}\n  }\n}\n`;
    expect(line).toHaveLength(length);
    expect(format(text).split('\n')).toHaveLength(text.split('\n').length + lines - 1);
  }
});

test('what is laid out oddly, and stays or comes right', () => {
  const ODD = [
    'run { }',
    'run {} // why',
    'run {}// why\n// more',
    'run { // why\n}',
    'run\n{\n}',
    'run {\n\n\n  task a\n\n\n\n  task b\n\n}',
    'task a } // closes\ntask b',
    'task a /* x */ // y',
    '/* x */ /* y */ task a /* z */ by ann /* w */',
    '// a\n\n\n// b\ntask a // c\n// d',
    'task a, // c\n  b',
    'task a\n  by ann // c\n  with bob // d\n',
    'task a with bob by ann at T 5m "x" done',
    'task a with bob by ann at T 5m "x" done by',
    'task a § with bob by ann',
    'link https://x.example/a  "x"',
    'calendar c { working Mon .. Fri 09:00..17:00\n  working Sat..Sun 9:00 ..  12:00 }',
    `task a "${'x'.repeat(120)}" by ann with bob because "${'y'.repeat(60)}" tags a, b, c`,
    `team t is ${Array.from({ length: 40 }, (_, i) => `name-${i}`).join(', ')}`,
    '\uFEFFtask a  by   ann',
    'uat u {\nby ann\nduring T .. T+1h\n}',
    'gate g {\n- "a"   by ann\n   - "longer text"  due T\n}',
    'task a { - "x" { - "y" } }',
    'run {\n\ttask a\n\t\ttask b\n}\n\n\n',
    'task a by ann\r\n  with bob\r\n\r\n\r\nrun {\r\n}\r\n',
    'deploy web 5m   // one\nverify search-service 10m // two\n\ndeploy x 5m // three',
    'when "x" > 3 over 5m then rollback back   \n  point   of no   return',
    'text t "a" /* open',
    'zone   UTC\nzone Europe/Berlin\nperson ann   "Ann"\nperson robert "Robert"   {   zone UTC }',
  ];
  const rows = ODD.map((text) => {
    const { text: laidOut } = formatted(text);
    expect(format(laidOut)).toBe(laidOut);
    return `${text}\n──\n${laidOut}════`;
  });
  expectGolden(`${rows.join('\n')}\n`, './golden/odd-layouts.golden.txt', import.meta.url);
});
