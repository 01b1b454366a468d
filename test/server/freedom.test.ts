/** Who can be asked at the time of a step, and what keeps the others from it. */
import { expect, test } from 'vitest';
import { completion } from '../../server/features/edit/completion.ts';
import { atCursor } from '../support/markers.ts';
import { NOW, openFiles } from './source-file.ts';

const PEOPLE = `calendar berlin {
  zone Europe/Berlin
  working Mon..Fri 09:00 .. 17:00
  holiday 2026-12-24 .. 2026-12-26 "Christmas"
}
person free
person leaving {
  leave 2026-12-01 .. 2026-12-18
}
person occupied
person elsewhere
person tired
person clerk {
  calendar berlin
}
team all-of-us is free, leaving, occupied
role filled is leaving
database db
`;

const plan = (line: string, window = 'Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00') => `import "./people.release"
release night {
  zone   Europe/Berlin
  window ${window}
  run {
    parallel {
      deploy db 2h by occupied
      ${line}
    }
  }
  roster watch {
    cover by tired Fri 2026-12-04 23:00 .. Sat 2026-12-05 15:00
  }
}
`;

const OTHER = `import "./people.release"
release other-night {
  zone   Europe/Berlin
  window Sat 2026-12-05 21:00 .. 23:30
  run {
    verify db "Theirs" 2h by elsewhere
  }
}
`;

/** Name and word, in the order the editor shows them. */
function offered(marked: string): Record<string, string> {
  const { text, position } = atCursor(marked);
  const { file } = openFiles(text, { 'people.release': PEOPLE, 'other.release': OTHER });
  const items = completion(file, position, { snippets: false, now: NOW }).items;
  items.sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
  return Object.fromEntries(
    items.map(({ label, detail }) => [label, (detail ?? '').split(' · ').slice(1).join(' · ')]),
  );
}

test.each(['by <|>', 'by free with <|>', 'by free else <|>'])('verify db 1h %s', (clause) => {
  const found = offered(plan(`verify db 1h ${clause}`));
  expect(found).toMatchObject({
    leaving: 'on leave until Fri 18 Dec',
    filled: 'on leave until Fri 18 Dec',
    occupied: expect.stringMatching(/^busy with `deploy db` until /),
    elsewhere: 'busy with `verify db` of other-night until 23:00',
    tired: 'asleep: rest until Sun 6 Dec 02:00',
    clerk: 'outside working hours until Mon 7 Dec 09:00',
    'all-of-us': clause.includes('by free') ? expect.anything() : 'only free',
  });
  const order = Object.keys(found);
  const free = clause.includes('by free') ? [] : ['free'];
  for (const name of [...free, 'clerk']) {
    for (const late of ['occupied', 'elsewhere', 'tired', 'leaving']) {
      expect(order.indexOf(name), `${name} before ${late}`).toBeLessThan(order.indexOf(late));
    }
  }
  if (free.length > 0) expect(found.free).toBe('');
});

test('a holiday is called by its name', () => {
  expect(offered(plan('verify db 1h by <|>', 'Fri 2026-12-25 10:00 .. 16:00')).clerk).toBe(
    'holiday: Christmas until Sat 26 Dec',
  );
});

test('who is written there already is not what the others wait for', () => {
  // `occupied` would do it two hours later; whoever is asked instead does it at once.
  const found = offered(plan('verify db 1h by occupied<|>'));
  expect(found.occupied).toMatch(/^busy with `deploy db`/);
});

test('while the date is open nobody is busy', () => {
  expect(offered(plan('verify db 1h by <|>', 'tbd')).occupied).toBe('');
});
