/** Text in, text out. */
import { expect, test } from 'vitest';
import { format } from '../../language/format.ts';

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

test('where a brace is missing nothing is moved', () => {
  const text = 'release r {\n   run {\n  stop web\n';
  expect(format(text)).toBe(text);
});

test('an empty text stays empty', () => {
  expect(format('')).toBe('');
  expect(format('\n\n')).toBe('');
});
