/** How far a column, or a comment behind a line, is moved for the sake of its neighbours: so far and not a space further. */
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';

function lines(...statements: string[]): string[] {
  return format(`release r {\n  run {\n${statements.join('\n')}\n  }\n}\n`)
    .split('\n')
    .slice(2, 2 + statements.length)
    .map((line) => line.trim());
}

const name = (length: number) => 'n'.repeat(length);

describe('a column is as wide as its longest word', () => {
  test.each<[string, number, (length: number) => string]>([
    ['target', 24, (length) => `deploy ${name(length)} 10m`],
    ['title', 32, (length) => `deploy web "${name(length - 2)}" 10m`],
  ])('unless a %s is more than %i longer than the shortest', (_, most, statement) => {
    const at = (line: string) => line.indexOf(' 10m');
    const [short, long] = lines(statement(4), statement(4 + most));
    expect(at(short!)).toBe(at(long!));
    const [alone, further] = lines(statement(4), statement(5 + most));
    expect(at(alone!)).toBeLessThan(at(further!));
    expect(alone).toBe(statement(4));
    expect(further).toBe(statement(5 + most));
  });
});

describe('comments stand in a column', () => {
  const commented = (length: number) => lines('task a // one', `task ${name(length)} // two`);

  test('where none has to move by more than 24', () => {
    const [one, two] = commented(25);
    expect(one!.indexOf('//')).toBe(two!.indexOf('//'));
  });

  test('and else where they are', () => {
    expect(commented(26)[0]).toBe('task a  // one');
  });
});
