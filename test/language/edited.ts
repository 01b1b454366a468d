/** Texts that are edited at random. */
import fc from 'fast-check';

export const NIGHT = `import "people.release"

zone Europe/Berlin

person priya "Priya"  // she runs it
person mara { calendar office }
calendar office {
  working Mon..Fri 09:00 .. 17:00
}
team ops {
  members priya, mara
}
service web "The shop" owner priya
database orders-db

/// The great one
release big "A big one" {
  kind   normal
  owner  priya
  change CHG1 "Shop"
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  milestone beta Thu 2026-12-03

  uat tasting {
    during Tue 2026-12-01 09:00 .. 17:00
    by mara
  }
  // Before all else
  run {
    backup orders-db 20m by priya
    parallel {
      sequence left "On the left" {
        stop web as down 5m by ops
        deploy web 4.1.3 -> 4.2.0 20m..50m by priya undo 5m after down
        task look "Look at it" 10m by mara {
          - "The cart"
          - "The search" done
          checked by priya
        }
      }
      sequence {
        migrate orders-db 45m by mara irreversible
        notify ops "It runs" via mail 1m
        gate keep "Keep it?" 10m by mara {
          quorum 2
        }
      }
    }
    verify web 10m by priya after down, keep
      with any of ops
  }
  rollback full by priya { start web 5m }
}
`;

const VALUES = [
  ...[
    'priya',
    'web',
    'deploy',
    'task',
    'by',
    'after',
    'with',
    'during',
    'done',
    'optional',
    'tbd',
    'and',
    'sequence',
    'release',
  ],
  ...[
    '"Words"',
    '"open',
    '45m',
    '20m..50m',
    '2026-12-05',
    '2026-12-',
    '22:00',
    'Sat',
    'T-5wd',
    'Europe/Rome',
    'EST',
    '4.1.3',
    '3',
  ],
  ...[
    '{',
    '}',
    '{}',
    '(',
    ')',
    ',',
    '.',
    '+',
    '-',
    '- "Look"',
    '%',
    '->',
    '..',
    '=',
    '§',
    'é',
    '–',
    '“Words”',
    '\u00a0',
  ],
  ...[
    '// note',
    '/* note */',
    '/*',
    '*/',
    '\n',
    '\r\n',
    '\n\n',
    '  ',
    '\t',
    'https://a.example/x',
    '\n  zone Asia/Tokyo\n',
    '\nimport "x.release"\n',
  ],
  ...[
    '\n    deploy web 5m by mara\n',
    '\n    by priya\n',
    '\nby priya',
    '\nrunbook restart(soak: duration) {\n wait watch soak\n}\n',
    'paralel',
    '',
    '',
  ],
];

/** Any part of a text as much as any other: a `double` would be near its begin nearly always. */
export const anywhere = fc.noBias(fc.integer({ min: 0, max: 99_999 })).map((part) => part / 100_000);

/** A word, a line or a place in the text becomes something else. */
export const edit = fc.record({
  at: anywhere,
  what: fc.constantFrom('word', 'word', 'word', 'character', 'line', 'line twice', 'end of line'),
  value: fc.constantFrom(...VALUES),
});

export function edited(
  text: string,
  { at, what, value }: typeof edit extends fc.Arbitrary<infer E> ? E : never,
): string {
  const offset = Math.floor(at * text.length);
  if (what === 'character') return text.slice(0, offset) + value + text.slice(offset + (value ? 0 : 1));
  const [before, behind] = what === 'word' ? [/\S*$/, /^\S*/] : [/[^\n]*$/, /^[^\n]*\n?/];
  const [start] = before.exec(text.slice(0, offset))!;
  const [end] = behind.exec(text.slice(offset))!;
  const piece = start + end;
  const now = {
    word: value,
    line: value.includes('\n') ? value : '',
    'line twice': piece + piece,
    'end of line': `${piece.replace(/\n$/, '')} ${value}\n`,
  }[what];
  return text.slice(0, offset - start.length) + now + text.slice(offset + end.length);
}
