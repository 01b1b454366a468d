/** What plans say of themselves and do not do: confirmed without a deed, prepared and not brought, taken and not given back. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
team crew is ann, bob
service web on web-db
service forms on web-db
database web-db
service shop-ro
service shop-rw
service chain
system jobs
audience users
`;

const of = (code: string, body: string, window = '') => {
  const plan = standardRelease(CAST, body).replace('kind   standard', 'kind   normal');
  return messagesOf(code, window === '' ? plan : plan.replace(/window .*/, `window ${window}`));
};

describe('what a line says is over', () => {
  const says = (...between: string[]) =>
    of(
      'never-done',
      `run {\n  deploy web 5m by ann undo 5m\n  task one "Ann confirms that the deployment is complete" by ann\n  ${between.join('\n  ')}\n  task two "The deployment of the forms is complete" by ann\n  verify web, forms 5m by bob\n}`,
    );
  test('has been begun by a line since the last that said so', () => {
    expect(says('verify web as look 5m by bob', 'notify users as now "We go on" by ann via email')).toHaveLength(1);
    for (const deed of [
      'deploy forms 5m by ann undo 5m',
      'start forms 5m by ann',
      'task other "Enact the redirects" 5m by ann',
      'task other "Run the pipeline and watch it" 5m by ann',
    ])
      expect(says(deed), deed).toEqual([]);
    expect(says('task other "Watch the graphs" 5m by ann')).toHaveLength(1);
  });
  test('is once what it is of, and another thing is another', () => {
    const plan = (last: string) =>
      `run {\n  deploy web 5m by ann undo 5m\n  task one "Deployment is complete" by ann\n  task two "${last}" by ann\n  verify web 5m by bob\n}`;
    expect(of('never-done', plan('Deployment is complete, once more'))).toHaveLength(1);
    for (const other of ['Import is complete', 'Tell the team', 'Complete the form of the deployment'])
      expect(of('never-done', plan(other)), other).toEqual([]);
  });
});

describe('what is prepared', () => {
  const says = (title: string, behind = '') =>
    of(
      'never-done',
      `run {\n  task early "${title}" 5m by ann\n  stop chain 5m by ann\n  ${behind}\n  start chain as up 5m by ann\n  verify chain 5m by bob\n}`,
    );
  test.each(['Prepare chain v1.2.0 without starting services', 'Download the new version', 'Stage the binary'])(
    '%s: is brought',
    (title) => {
      expect(says(title)).toHaveLength(1);
      for (const brings of [
        'deploy chain 5m by ann undo 5m',
        'task bring "Install it" 5m by ann',
        'task bring "Swap the binary" 5m by ann',
      ])
        expect(says(title, brings), brings).toEqual([]);
    },
  );
  test.each([
    'Prepare the list for v1.2.0',
    'Download the plan of the upgrade',
    'Prepare the room',
    'Prepare the announcement of the new version',
  ])('%s: brings nothing', (title) => expect(says(title)).toEqual([]));
});

describe('what is taken from people for the night', () => {
  const says = (revoke: string, between = '', grant = 'grant web as back 5m by ann to crew') =>
    of(
      'left-stopped',
      `run {\n  ${revoke}\n  deploy web 5m by ann undo 5m\n  ${between}\n  verify web 5m by bob\n  ${grant}\n}`,
    ).filter((one) => one.includes('give'));
  const both = 'revoke web, forms as lock 5m by ann from crew';
  test('is given back, all of it', () => {
    expect(says(both)).toEqual([expect.stringContaining('`forms`')]);
    expect(says('revoke web as lock 5m by ann from crew')).toEqual([]);
    expect(says(both, '', 'grant web, forms as back 5m by ann to crew')).toEqual([]);
  });
  test('unless they are led elsewhere, it is for good, or nothing at all is given back', () => {
    expect(says(both, 'switch forms to web 5m by ann undo 5m')).toEqual([]);
    expect(says(both.replace('5m', '"For good" 5m'))).toEqual([]);
    expect(says(both, '', '')).toEqual([]);
    expect(says(both, '', 'grant web as back 5m by ann to bob')).toEqual([]);
  });
});

describe('what is stopped', () => {
  const told = (body: string) => of('left-stopped', body).filter((one) => one.includes('starts it again'));
  test('before the run is started again, too', () => {
    const plan = (up: string) =>
      `prepare {\n  stop jobs 5m by ann due T-1h\n}\nrun {\n  stop web 5m by ann\n  deploy web 5m by ann undo 5m\n  start web 5m by ann\n  verify web 5m by bob\n  ${up}\n}`;
    expect(told(plan(''))).toHaveLength(1);
    expect(told(plan('start jobs 5m by ann'))).toEqual([]);
    expect(told(plan('').replace('stop jobs 5m', 'stop jobs "For good" 5m'))).toEqual([]);
    expect(told(plan('').replace('due T-1h', 'due T-1h done'))).toEqual([]);
  });
  test('is told where the plan ends other things, and not where it writes no end of anything', () => {
    const plan = (end: string) =>
      `run {\n  stop jobs 5m by ann\n  configure web as shut "Read-only mode" 5m by ann\n  deploy forms 5m by ann undo 5m\n  ${end}\n  verify forms 5m by bob\n}`;
    expect(told(plan('configure web as open-again "Online mode" 5m by ann'))).toHaveLength(1);
    expect(told(plan(''))).toEqual([]);
  });
});

describe('of a pair that is turned', () => {
  const says = (early: string, back: string) =>
    of(
      'rollback-missing',
      `prepare {\n  ${early}\n}\nrun {\n  switch shop-rw 5m by ann\n  verify shop-rw 5m by bob\n}\nrollback back {\n  ${back}\n}`,
    ).filter((one) => one.includes('pair'));
  const [early, back] = ['switch shop-ro 5m by ann due T-1d', 'switch shop-rw 5m by ann'];
  test('both are turned back', () => {
    expect(says(early, back)).toHaveLength(1);
    expect(says(early, `${back}\n  switch shop-ro as other 5m by ann`)).toEqual([]);
    expect(says(`${early} undo 5m`, back)).toEqual([]);
    expect(says('switch forms 5m by ann due T-1d', back)).toEqual([]);
  });
});

describe('what goes to users behind the run', () => {
  const says = (line: string, look = '') =>
    of(
      'verify-missing',
      `run {\n  deploy web 5m by ann undo 5m\n  verify web 5m by bob\n}\nfollow-up {\n  ${line}\n  ${look}\n}`,
    ).filter((one) => one.includes('behind the run'));
  test('is looked at then', () => {
    expect(says('deploy forms 5m by ann')).toHaveLength(1);
    expect(says('deploy forms 5m by ann', 'verify forms 5m by bob')).toEqual([]);
    expect(says('deploy forms 5m by ann', 'task see "Watch the errors" 5m by bob')).toEqual([]);
    for (const tidies of [
      'deploy forms "Remove the old flag" 5m by ann',
      'stop forms 5m by ann',
      'configure forms 5m by ann',
    ])
      expect(says(tidies), tidies).toEqual([]);
  });
});

describe('what is moved in pieces', () => {
  const moves = (count: number) =>
    Array.from({ length: count }, (_, i) => `migrate web-db as part-${i} 5m by ann undo 5m`).join('\n  ');
  const says = (count: number, look = 'verify web-db "Test" 5m by bob', version = '') =>
    of('verify-missing', `run {\n  backup web-db 5m by ann\n  ${moves(count)}${version}\n  ${look}\n}`).filter((one) =>
      one.includes('compares'),
    );
  test('is counted', () => {
    expect(says(3)).toHaveLength(1);
    expect(says(2)).toEqual([]);
    for (const look of ['"Row counts match"', '"Compare both sides"', '"Totals of the day"'])
      expect(says(3, `verify web-db ${look} 5m by bob`), look).toEqual([]);
    expect(says(3, 'verify web-db 5m by bob {\n    expect "Rows" = 5\n  }')).toEqual([]);
    expect(says(3, undefined, ' version 1 -> 2')).toEqual([]);
  });
});

test('a gate behind a look for any issues does not know what one is', () => {
  const says = (look: string) =>
    of(
      'gate-criteria-missing',
      `run {\n  deploy web 5m by ann undo 5m\n  verify web ${look} 5m by bob\n  gate good "Is it good?" 5m by ann {\n    no-go then stop\n  }\n}`,
    );
  for (const look of ['"Look for any issues"', '"It looks okay"', '"It works"'])
    expect(says(look), look).toHaveLength(1);
  for (const look of ['"Smoke tests"', '"Order something and pay"', '']) expect(says(look), look).toEqual([]);
});

test('who hears that it begins hears that it is over, also where nothing has a time', () => {
  const says = (end: string) =>
    of(
      'message-missing',
      `notify users as soon "Heads-up" by ann via email\nrun {\n  notify users as begin "We begin" by ann via email\n  migrate web-db by ann undo 5m\n  verify web-db by bob\n}\n${end}`,
      'tbd',
    ).filter((one) => one.includes('under way'));
  expect(says('')).toHaveLength(1);
  expect(says('notify users as over "It is over" by ann via email after run')).toEqual([]);
  expect(says('notify users as over "It is over" by ann via email')).toEqual([]);
});

test('what is done to something is no question', () => {
  const says = (line: string) => of('placeholder', `run {\n  ${line}\n  verify web-db 5m by bob\n}`);
  for (const open of [
    'migrate web-db "Stock: are there changes?" 5m by ann undo 5m',
    'task old "Delete the agreed range (probably that day)" 5m by ann',
  ])
    expect(says(open), open).toHaveLength(1);
  for (const line of [
    'task ask "Are there changes?" 5m by ann',
    'verify web "Is it there?" 5m by bob',
    'migrate web-db "Stock (all of it)" 5m by ann undo 5m',
  ])
    expect(says(line), line).toEqual([]);
});
