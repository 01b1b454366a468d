/** What public plans of further trades showed: what is said in words alone, what is taken away, and who is asked for when. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person ann
person bob
audience readers { channels email }
environment production
environment staging
service web in production on web-db
service lending in production
service fresh in production
service trial in staging
service old-web in production
database web-db in production
source grafana
`;

const of = (code: string, body: string, window = '') => {
  const text = standardRelease(CAST, body).replace('kind   standard', 'kind   normal');
  return messagesOf(code, window === '' ? text : text.replace(/window .*/, `window ${window}`));
};
const RUN = `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
}`;
const saying = (code: string, body: string, word: string, window = '') =>
  of(code, body, window).filter((one) => one.includes(word)).length;

describe('what is started for the first time is a change where nothing else is', () => {
  test.each([
    ['start fresh 5m by ann', 1],
    // It was stopped for the night, and is back as it was.
    ['stop fresh 5m by ann\nstart fresh 5m by ann', 0],
    ['start trial 5m by ann', 0],
    ['deploy web 5m by ann undo 5m\nstart fresh 5m by ann\nverify web 5m by bob', 0],
  ])('%s', (lines, count) => {
    expect(saying('rollback-missing', `run {\n${lines}\n}`, 'fresh')).toBe(count);
  });
});

describe('what is closed for the time of the work is opened again', () => {
  const stopping = (line: string, after = '') => `prepare {\n  ${line}\n}\nrun {\n  start web 5m by ann\n${after}\n}`;

  test.each([
    ['stop lending "Lending is suspended" 5m by ann at T-2d', '', 1],
    ['stop lending "Lending is offline meanwhile" 5m by ann at T-2d', '', 1],
    ['stop lending "Lending is suspended" 5m by ann at T-2d', 'start lending 5m by ann', 0],
    // What takes its place is there, or it goes for good.
    ['stop old-web "Offline" 5m by ann at T-2d', '', 0],
    ['stop lending "Shut down" 5m by ann at T-2d', '', 0],
  ])('%s … %s', (line, after, count) => {
    expect(saying('left-stopped', stopping(line, after), 'nothing starts it again')).toBe(count);
  });

  test.each([
    ['configure web "Set the banner on all pages" 5m by ann', '', 1],
    [
      'configure web "Put up the maintenance notice" 5m by ann',
      'configure web "Take the maintenance notice down" 5m by ann',
      0,
    ],
    ['configure web "Show the banner for one hour" 5m by ann', '', 0],
    ['task words "Prepare the banner" 5m by ann', '', 0],
  ])('what users see for the time of the work is taken away: %s … %s', (line, after, count) => {
    expect(saying('left-stopped', `run {\n${line}\ndeploy web 5m by ann undo 5m\n${after}\n}`, 'nothing ends it')).toBe(
      count,
    );
  });

  test.each([
    ['task branch "Create a hotfix branch from the tag"', '', 1],
    ['task branch "Create a hotfix branch from the tag"', 'task merge "Merge it back into main" 5m by ann', 0],
    ['task branch "Create a release branch (or the tag, for a hotfix)"', '', 0],
  ])('a repair is brought to where everybody works: %s … %s', (line, after, count) => {
    const body = `${RUN}\nplay mend {\n${line} 5m by ann\n${after}\n}`;
    expect(saying('left-stopped', body, 'opens a branch')).toBe(count);
  });
});

describe('freezes of what the release touches', () => {
  const freezes = (...lines: readonly string[]) =>
    of('freeze-implausible', `${lines.join('\n')}\n${RUN}`, 'Mon 2027-03-01 20:00 .. 23:00');

  test.each([
    [['freeze quiet of web Mon 2027-01-11 .. Fri 2027-02-12'], 1],
    // It holds until the run, or another one does; what is short was for something else, and so was what nobody touches.
    [['freeze quiet of web Mon 2027-01-11 .. Fri 2027-02-26'], 0],
    [
      ['freeze quiet of web Mon 2027-01-11 .. Fri 2027-02-12', 'freeze still of web Mon 2027-02-15 .. Sun 2027-02-28'],
      0,
    ],
    [['freeze quiet of web Mon 2027-01-11 .. Fri 2027-01-15'], 0],
    [['freeze quiet of lending Mon 2027-01-11 .. Fri 2027-02-12'], 0],
  ])('hold until the run: %s', (lines, count) => {
    expect(freezes(...lines).filter((one) => one.includes('before the run'))).toHaveLength(count);
  });

  test.each([
    ['Fri 2027-01-22 .. Sun 2027-02-28', 1],
    ['Sat 2027-01-23 .. Sun 2027-02-28', 0],
    // Longer than a day both are meant.
    ['Mon 2027-01-18 .. Sun 2027-02-28', 0],
  ])('say which holds on a day: the second one %s', (range, count) => {
    const found = freezes('freeze hard of web Mon 2027-01-11 .. Fri 2027-01-22', `freeze soft of web ${range}`);
    expect(found.filter((one) => one.includes('both hold on Fri 2027-01-22'))).toHaveLength(count);
  });
});

describe('what words leave open', () => {
  test.each([
    ['migrate web-db "New tables (if any)" 5m by ann undo 5m', 1],
    ['migrate web-db "Neue Tabellen, falls nötig" 5m by ann undo 5m', 1],
    ['configure web "Nouvelles règles si besoin" 5m by ann undo 5m', 1],
    ['migrate web-db "New tables" 5m by ann undo 5m only if "Tables changed" = "yes"', 0],
    ['migrate web-db "New tables (if any)" 5m by ann undo 5m optional', 0],
    ['task look "Ask for help if needed" 5m by ann', 0],
  ])('whether it is done: %s', (line, count) => {
    expect(saying('placeholder', `run {\n${line}\nverify web 5m by bob\n}`, 'is done at all')).toBe(count);
  });

  test.each([
    ['verify web "Monitor the roll-out" 5m by bob', '', 1],
    ['verify web "Überwachung der Fehler" 5m by bob', '', 1],
    ['verify web "Beobachten, wie es läuft" 5m by bob', '', 1],
    ['verify web "Monitor the roll-out" 5m by bob {\n  expect "Crashes" < 0.5 %\n}', '', 0],
    ['verify web "Monitor the roll-out" 5m by bob', 'when "Errors" > 5 % over 5m from grafana then rollback', 0],
    ['verify web "Error rate below 2 %, watch it" 5m by bob', '', 0],
    ['task tools "Monitoring set up" 5m by bob', '', 0],
  ])('what a watch has to see: %s … %s', (line, trigger, count) => {
    const body = `run {\ndeploy web 10m by ann undo 5m\n${line}\n${trigger}\n}\nrollback {\ndeploy web 5m by ann\n}`;
    expect(saying('gate-criteria-missing', body, 'from what on somebody acts')).toBe(count);
  });

  test.each([
    ['deploy web "Phased rollout" 10m by ann undo 5m', '', 1],
    ['deploy web "Release it gradually" 10m by ann undo 5m', '', 1],
    ['deploy web "Stufenweise an alle" 10m by ann undo 5m', '', 1],
    ['deploy web "Phased rollout: 1 % of users, then 10 %" 10m by ann undo 5m', '', 0],
    [
      'deploy web "Phased rollout" 10m by ann undo 5m',
      'switch web to 10 % 5m by ann undo 5m\nswitch web to 100 % 5m by ann undo 5m',
      0,
    ],
    ['deploy web "Everywhere" 10m by ann undo 5m', '', 0],
  ])('how many come first: %s … %s', (line, more, count) => {
    expect(saying('traffic-share', `run {\n${line}\n${more}\nverify web 5m by bob\n}`, 'goes out in stages')).toBe(
      count,
    );
  });

  test.each([
    ['deploy web "Canary tested (10 % → 50 % → 100 %)" 10m by ann in staging', '', 1],
    ['deploy web "Canary tested" 10m by ann in staging', '', 0],
    [
      'deploy web "Canary tested (10 % → 50 % → 100 %)" 10m by ann in staging',
      'switch web to 10 % 5m by ann undo 5m',
      0,
    ],
  ])('what is tried in stages is done in stages: %s … %s', (line, more, count) => {
    const body = `prepare {\n${line} due T-1d\n}\nrun {\ndeploy web 10m by ann undo 5m\n${more}\nverify web 5m by bob\n}`;
    expect(saying('traffic-share', body, 'tries shares where no user is')).toBe(count);
  });
});

describe('what is written down elsewhere meanwhile', () => {
  test.each([
    ['stop lending "Loans are tracked on paper" 5m by ann', '', 1],
    ['stop lending "Ausleihe auf Papier" 5m by ann', '', 1],
    ['stop lending "Loans are tracked on paper" 5m by ann', 'task catch "Enter the loans of these days" 1h by bob', 0],
    ['stop lending "Nobody lends anything" 5m by ann', '', 0],
  ])('is entered: %s … %s', (line, after, count) => {
    expect(saying('writes-lost', `run {\n${line}\nstart lending 5m by ann\n${after}\n}`, 'write down elsewhere')).toBe(
      count,
    );
  });
});

describe('what is tried, and when', () => {
  const preparing = (lines: string, more = '') => `prepare {\n${lines}\n}\n${more}\n${RUN}`;

  test.each([
    ['verify web as tests 1h by bob in staging\ntask mend "Fix the bugs" 2h by ann after tests', '', 1],
    ['verify web as tests 1h by bob in staging\ntask mend "Fehler beheben" 2h by ann after tests', '', 1],
    [
      'verify web as tests 1h by bob in staging\ntask mend "Fix the bugs" 2h by ann after tests\nverify web as again 1h by bob in staging after mend',
      '',
      0,
    ],
    ['verify web as tests 1h by bob in staging\ntask mend "Fix the bugs" 2h by ann', '', 0],
    [
      'verify web as tests 1h by bob in staging\ntask mend "Fix the bugs" 2h by ann after tests',
      'rehearsal dress 1h by bob in staging at T-1d 10:00',
      0,
    ],
  ])('what is mended is tried again: %s %s', (lines, more, count) => {
    expect(saying('verify-missing', preparing(lines, more), 'mends what')).toBe(count);
  });

  test.each([
    ['task pen "Penetration test" 2h by bob at T-24h', 1],
    ['verify web as law "GDPR compliance verified" 2h by bob at T-20h', 1],
    ['task pen "Penetration test" 2h by bob at T-3w', 0],
    ['task first "Penetration test" 2h by bob at T-3w\ntask pen "Penetration test of the rest" 2h by bob at T-24h', 0],
    ['task pen "Penetration test, report" 2h by bob at T-24h', 0],
  ])('what it shows can be mended: %s', (lines, count) => {
    expect(saying('ready-too-late', preparing(lines), 'by then')).toBe(count);
  });

  test.each([
    [
      'notify readers as letter "What comes" by ann via email\ntask proof "Check the wording of the letter" 5m by bob',
      1,
    ],
    [
      'task proof "Check the wording of the letter" 5m by bob\nnotify readers as letter "What comes" by ann via email',
      0,
    ],
    [
      'notify readers as letter "What comes" by ann via email\ntask proof "Check the answers to the letter" 5m by bob',
      0,
    ],
    ['notify readers as letter "What comes" by ann via email\ntask proof "Check the wording of the page" 5m by bob', 0],
  ])('words are read before they are sent: %s', (lines, count) => {
    expect(
      saying('ready-too-late', `phase early at T-2d {\nsequence {\n${lines}\n}\n}\n${RUN}`, 'have been sent'),
    ).toBe(count);
  });

  test.each([
    ['task desk "Formulate the disaster recovery plan" 2h by bob', '', 1],
    ['task desk "Write the rollback procedure" 2h by bob', 'task drill "Rollback is tried in staging" 1h by bob', 0],
    [
      'task desk "Write the rollback procedure" 2h by bob',
      'rehearsal back "Way back" 1h by bob in staging at T-1d 10:00',
      0,
    ],
    ['task desk "Write and test the rollback procedure" 2h by bob', '', 0],
  ])('what is written for a disaster is tried: %s … %s', (line, more, count) => {
    const tries = more.startsWith('task') ? more : '';
    expect(saying('rollback-unrehearsed', preparing(`${line}\n${tries}`, tries ? '' : more), 'writes down')).toBe(
      count,
    );
  });

  test.each([
    ['', 1],
    [' {\n  tested 10m\n}', 0],
  ])('a copy that a play puts back is tried: %s', (tested, count) => {
    const body = `run {\nbackup web-db as copy 10m by bob${tested}\ndeploy web 5m by ann undo 5m\nverify web 5m by bob\nwhen "Data" = "gone" by ann then play mend\n}
play mend {\nrestore web-db 30m by bob from copy\nverify web 5m by bob\n}`;
    expect(saying('backup-unverified', body, 'never restore-tested')).toBe(count);
  });
});

test.each([
  ['tbd', '', 1],
  ['tbd', 'verify web as again in staging after mend', 0],
])('what is mended in a phase above the run is tried again, whenever that is: %s %s', (window, more, count) => {
  const body = `phase testing {\n  verify web as tests in staging\n  task mend "If there are crashes, fix them" after tests\n  ${more}\n}\n${RUN}`;
  expect(saying('verify-missing', body, 'mends what', window)).toBe(count);
});

describe('a plan of weeks', () => {
  const weeks = (between: string, after = '') => `phase one "Trial" at T-4w {
  sequence {
    notify readers as first "It comes" by ann via email
    deploy trial as there 1h by ann in staging
    ${between}
    deploy web as here 1h by ann undo 5m
    verify web 1h by bob
    ${after}
  }
}`;

  test('says go between where it is tried and where it is used', () => {
    expect(saying('gate-missing', weeks(''), 'whatever `there` has shown')).toBe(1);
    expect(saying('gate-missing', weeks('gate go 10m by ann {\n- "It works"\n}'), 'whatever')).toBe(0);
  });

  test('tells those who wait for it that it has come', () => {
    expect(saying('message-missing', weeks(''), 'nothing behind `here`')).toBe(1);
    expect(
      saying('message-missing', weeks('', 'notify readers as over "It is there" by ann via email'), 'nothing behind'),
    ).toBe(0);
  });
});

test.each([
  ['stop lending as away 5m by ann at T-3d', 'with minimal service interruption', 1],
  ['stop lending as away 5m by ann at T-3h', 'with minimal service interruption', 0],
  ['stop lending as away 5m by ann at T-3h', 'without downtime', 1],
  ['stop lending as away 5m by ann at T-3d', 'with some days of closing', 0],
])('what is promised in words: %s, %s', (line, words, count) => {
  const body = `prepare {\n${line}\n}\nrun {\nstart lending 5m by ann\nverify lending 5m by bob\n}`;
  const text = standardRelease(CAST, body).replace('"Shop 2.1"', `"The library moves ${words}"`);
  expect(messagesOf('outage-promise', text).filter((one) => one.includes('is promised, and'))).toHaveLength(count);
});

test.each([
  ['T+8h', 1],
  ['T+13h', 0],
])('who covers hours of the clock is not asked for at others: %s', (at, count) => {
  const body = `${RUN}
follow-up {\n  notify readers as told "It is there" by ann via email at ${at}\n}
hypercare T .. T+5d {
  cover by ann every Mon..Sun 09:00 .. 18:00
  cover by bob otherwise
  criterion "Open P1" = 0 over 48h from grafana
}`;
  expect(saying('hypercare-gap', body, 'asked for at others')).toBe(count);
});

test('a gate that is signed before what it stands on', () => {
  const body = (done: string) => `prepare {
  task one "One" 1h by ann at T-3w${done}
  task two "Two" 1h by bob at T-3w${done}
  task three "Three" 1h by ann at T-20d${done}
  gate signed "Sign-off" 10m by ann at T-19d done {
    - "All is there"
  }
}
${RUN}`;
  const at = { window: 'Mon 2026-11-09 20:00 .. 23:00' };
  expect(saying('overdue', body(''), 'come before it', at.window)).toBe(1);
  expect(saying('overdue', body(' done'), 'come before it', at.window)).toBe(0);
});

test.each([
  ['', 1],
  ['notify readers as told "It is there" by ann via email after run', 0],
])('an audience is told something: %s', (line, count) => {
  expect(saying('unused', `${RUN}\n${line}`, 'Nobody tells `readers`')).toBe(count);
});

test.each([
  ['"Please upgrade your client"', '', 1],
  ['"Your nodes need work"', '', 1],
  [
    '"Please upgrade your client"',
    'gate ready 10m by ann {\n  criterion "Clients upgraded" >= 90 % from grafana\n}',
    0,
  ],
  ['"Please upgrade your client"', 'task calls "Remind the readers who have not" 1h by bob', 0],
  ['"We upgrade on Saturday"', '', 0],
  ['"Please save your work"', '', 0],
])('what others are asked to do is counted: %s … %s', (words, line, count) => {
  const body = `prepare {\n  notify readers as ask ${words} by ann via email due T-1w\n}\n${RUN.replace('run {', `run {\n${line}`)}`;
  expect(saying('message-unmonitored', body, 'nobody counts')).toBe(count);
});

test.each([
  ['stop new-old', '', 0],
  ['stop old-shelf', '', 1],
  ['stop old-shelf', 'task load "Load the records" 1h by bob', 0],
  ['stop old-shelf', 'migrate web-db 1h by bob undo 5m', 0],
])('what is in the old one comes into the new one: %s … %s', (stop, line, count) => {
  const cast = `${CAST}service old-shelf in production\nservice new-shelf in production\nservice new-old in production\n`;
  const body = `run {\n${stop} 5m by ann\n${line}\nstart new-shelf 5m by ann\nverify new-shelf 5m by bob\n}`;
  expect(
    messagesOf('writes-lost', standardRelease(cast, body)).filter((one) => one.includes('no step brings there')),
  ).toHaveLength(count);
});

test.each([
  ['', 1],
  ['notify readers as paused "It is paused" by ann via email', 0],
  ['task call "Inform support" 5m by bob', 0],
])('who was told that it comes is told that it is stopped: %s', (line, count) => {
  const body = `run {\ndeploy web 10m by ann undo 5m\nnotify readers as begun "It begins" by ann via email\nverify web 5m by bob\nwhen "Crashes" = "many" by ann then play pause\n}
play pause {\nstop web 5m by ann\n${line}\n}`;
  expect(saying('message-missing', body, 'tells nobody; add')).toBe(count);
});

test.each([
  ['service phone "Mobile app" in production', '', 1],
  ['service phone "Phone" in production', '', 0],
  ['service phone "Mobile app" in production', 'wait store-review 2d', 0],
])('a mobile app waits for its store, whatever it is declared as: %s … %s', (system, line, count) => {
  const body = `run {\ntask texts "New version in the App Store, with the reviewed changelog" 5m by bob\n${line}\ndeploy phone 5m by ann undo 5m\nverify phone 5m by bob\n}`;
  const text = standardRelease(`${CAST}${system}\n`, body).replace('kind   standard', 'kind   normal');
  const found = messagesOf('change-lead-time', text);
  expect(found.filter((one) => one.includes('store'))).toHaveLength(count);
});
