import { describe, expect, test } from 'vitest';
import { active, analyseText } from './marked.ts';

function findings(body: string, before = ''): string[] {
  const text = `${before}person priya
audience users
audience staff
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
${body}
}
`;
  const { findings: all } = analyseText(text);
  expect(all.filter(({ code }) => code === 'syntax')).toEqual([]);
  return active(all)
    .filter(({ code }) => code === 'placeholder')
    .map(({ message, place }) => `${text.split('\n')[place.range.start.line]!.trim()}: ${message}`);
}

describe('a text that stands for text to come', () => {
  const isFound = (text: string) => findings(`scope {\n  must a ${JSON.stringify(text)}\n}`).length === 1;

  test.each([
    ...[
      'TBD',
      'Vendor: ?',
      '?',
      '??',
      'Is it Ann??',
      '...',
      '…',
      'TBA',
      'Time tbc',
      'T.B.D.',
      'N.N.',
      'Owner: N. N.',
      'XXX',
    ],
    ...[
      'Call CHG-XXX',
      'show interface {{ }}',
      'Call them and reference None',
      'Approval: N/A',
      'Fedex #Pending',
      'Since 2026-12-XX',
      'On 20XX-01-15',
      '[…]',
      'Number [...]',
      'Name: ____',
      'The room (?)',
      'lorem',
      'Lorem ipsum dolor',
      '[link here]',
      'Merge the PR (#)',
      'Merge the PR []',
      'See [the page]()',
    ],
    ...[
      'Rolled back because of [REASON]',
      '{{environment}} is down',
      'Back at HH:MM UTC',
      'Window: YYYY-MM-DD',
      'Date: DD/MM/YYYY',
      'Call 555-XXXX',
      'TODO',
      'TODO: words',
      'TODO ask Ann',
      'The words (TODO)',
      'FIXME',
      'WIP',
      'Work in progress',
      'Words - work in progress',
    ],
    ...[
      'Threshold, to be defined by Oct 4',
      'To be decided',
      'Room to be confirmed',
      'Date (to be verified)',
      'still to be agreed',
    ],
    ...[
      'Raum noch offen',
      'wird noch geklärt',
      'Nummer: noch zu klären',
      'Salle à définir',
      'Date à confirmer',
      'por definir',
    ],
    ...[
      'XX:XX',
      'Starts at 22:XX UTC',
      'Down for XX minutes',
      'Errors below XX %',
      'Change CHGXXXXXXX',
      'CHG00XXXXX',
      'INC0000000',
    ],
    ...[
      'Deploy <service> to <environment>',
      '<customer>',
      'Ask %OWNER%',
      'Version vX.Y.Z',
      'Ticket: ...',
      'Insert text here',
      '???',
    ],
    ...['Numbers to follow', 'Room (to follow)', 'Placeholder', 'Before DD.MM.', 'To come', 'Agenda: not yet known'],
    ...['Sala por confirmar', 'A definir', 'Orario da definire', 'Zaal nog te bepalen'],
  ])('%s', (text) => {
    expect(isFound(text)).toBe(true);
  });

  test.each([
    ...[
      'Review all TODO notes in the code',
      'Close every FIXME',
      'No TBD left',
      'The TODO list is empty',
      'TBDs are gone',
    ],
    ...[
      'Remove old TODO comments',
      'Are we ready?',
      'On y va ?',
      'Wait … and see',
      'Version 1.2...1.4',
      'Todo app 2.0',
    ],
    ...[
      'Checksums to be verified by Ann',
      'Orders to be confirmed by the client before noon',
      'Limit work in progress to three',
    ],
    ...[
      'Name the new owner',
      'Call N.A.T.O.',
      'Commandes à confirmer par le client',
      'Bestellungen zu klären ist Sache von Ann',
    ],
    ...['[URGENT] The shop is closed', 'Copy to [S3]', 'docker ps --format {{.Names}}', 'The AXXX line'],
    ...['Call main()', '[ ] Is it there?', 'Merge PR #12', 'See [the page](https://example.com)'],
    ...[
      'Set <b>bold</b>',
      'Press <Enter>',
      'Keep a < b > c',
      'A List<String>',
      'sudo kill <pid>',
      'Write to <ann@example.com>',
      'Errors <5 %',
    ],
    ...[
      'Film XX of the series',
      'Back to 00:00',
      'Phase X',
      'The XY plot',
      'Let the others follow',
      'Orders to come in by noon',
    ],
    ...['Ask whether to define it', 'Pick 3 of [1..9]', 'offen für alle'],
  ])('and none is %s', (text) => {
    expect(isFound(text)).toBe(false);
  });

  test.each(['CHGXXXXXXX', 'CHG-XX', 'CHG000000', 'TBC'])('is the number of a change, %s', (number) => {
    expect(findings(`change ${number}`)).toHaveLength(1);
    expect(findings('change CHG0040007')).toEqual([]);
  });

  test('is none in the title of an issue, which says what is open, nor in an address', () => {
    expect(findings('issue room "Room to be decided" by priya due T-1wd')).toEqual([]);
    expect(findings('scope {\n  must a "Pay" link https://example.com/q??a=1\n}')).toEqual([]);
    expect(findings('scope {\n  must a "Pay" link https://example.com/TBD\n}')).toHaveLength(1);
  });
});

const AGAIN = 'says the same as one above it';

describe('an entry that stands there twice', () => {
  test('is found among the scope', () => {
    const found = findings(
      'scope {\n  must a "Pay by card"\n  should b "pay  by card"\n  could c "Pay by gift card"\n}',
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^should b .*This scope item says the same/);
  });

  test('is found in one checklist, at any depth, and not across two', () => {
    const list = 'prepare {\n  task "One" 1h by priya {\n    - "Look"\n    - "Ask" {\n      - "Look"\n    }\n  }\n';
    expect(findings(`${list}  task "Two" 1h by priya {\n    - "Look"\n  }\n}`)).toEqual([]);
    const [only, ...others] = findings(`${list}  task "Two" 1h by priya {\n    - "Look"\n    - "Look"\n  }\n}`);
    expect(only).toContain(`line of the checklist ${AGAIN}`);
    expect(others).toEqual([]);
  });

  test('is found among messages: the same words to the same people at the same time', () => {
    const first = 'notify users "The shop is closed tonight" by priya at T-3d';
    expect(findings(`${first}\n${first}`)).toHaveLength(1);
    for (const other of [
      first.replace('T-3d', 'T-1d'),
      first.replace('users', 'staff'),
      first.replace('tonight', 'on Saturday night'),
    ]) {
      expect(findings(`${first}\n${other}`)).toEqual([]);
    }
  });

  test('is found among the steps of a list without order, and of one with order only in a row', () => {
    const look = 'task "Look at the logs" 1h by priya due T-1wd';
    const [only, ...more] = findings(`prepare {\n  ${look}\n  task "Ask" 1h by priya\n  ${look}\n}`);
    expect(only).toContain(`This step ${AGAIN}, \`Look at the logs\``);
    expect(more).toEqual([]);
    for (const other of [
      look.replace('T-1wd', 'T-2wd'),
      look.replace('logs', 'queue'),
      look.replace('"Look', 'look-2 "Look at'),
      'task 1h by priya',
    ]) {
      expect(findings(`prepare {\n  ${look}\n  ${other}\n}`), other).toEqual([]);
    }
    const service = 'service web\n';
    const smoke = 'verify web "Smoke test" 5m by priya';
    expect(findings(`run {\n  ${smoke}\n  ${smoke}\n}`, service)).toHaveLength(1);
    const between = 'deploy web 5m by priya undo 5m';
    expect(findings(`run {\n  ${smoke}\n  ${between}\n  ${smoke}\n}`, service)).toEqual([]);
    expect(findings('run {\n  wait "Soak" 5m\n  wait "Soak" 5m\n}')).toEqual([]);
  });

  test('is found among the criteria of a gate, where it asks for the same', () => {
    const gate = (second: string) =>
      `run {\n  gate go 5m by priya {\n    criterion "Open P1" = 0 from jira\n    criterion ${second}\n  }\n}`;
    expect(findings(gate('"open P1" = 0 from jira'))[0]).toContain(`This criterion ${AGAIN}`);
    for (const other of ['"Open P2" = 0 from jira', '"Open P1" = 0 from tracker', '"Open P1" < 3 from jira']) {
      expect(findings(gate(other))).toEqual([]);
    }
  });

  test('is found among risks and among issues', () => {
    const issue = (name: string) => `issue ${name} "Contract with the vendor" by priya due T-1wd`;
    expect(findings(`${issue('a')}\n${issue('b')}`)[0]).toContain(`This issue ${AGAIN}`);
    expect(findings(`${issue('a')}\nrisk b "Contract with the vendor" by priya`)).toEqual([]);
  });

  test('is not told again where it is a placeholder anyway', () => {
    expect(findings('scope {\n  must a "TBD"\n  must b "TBD"\n}').map((line) => line.includes(AGAIN))).toEqual([
      false,
      false,
    ]);
  });

  test('of a runbook is not told at the line that uses it', () => {
    const runbook = 'runbook look(who) {\n  task "Look" 5m by who {\n    - "Twice"\n    - "Twice"\n  }\n}\n';
    expect(findings('run {\n  use look(priya)\n}', runbook)).toEqual([]);
  });
});

test('of a long text it quotes what is to be written and the words around it', () => {
  const long =
    'Our newly designed shop is live! Use the code below. Valid through [date]. If you meet any trouble, write to us';
  const quotedOf = (text: string) => /`(.*)` is a placeholder/.exec(findings(`scope {\n  must a "${text}"\n}`)[0]!)![1];
  expect(quotedOf(long)).toBe('… Valid through [date]. If you meet any …');
  expect(quotedOf(`[date] ${long.replace('[date]', 'May')}`)).toBe('"[date] Our newly designed …');
  expect(quotedOf(`${long.replace('[date]', 'May')} [date]`)).toBe('… write to us [date]"');
  expect(quotedOf(`${'a'.repeat(40)}-[date]-${'b'.repeat(40)}`)).toBe(`… ${'a'.repeat(19)}-[date]-${'b'.repeat(19)} …`);
  expect(quotedOf('Valid through [date]')).toBe('"Valid through [date]"');
});

test('the title of an issue is none, wherever on its line it stands', () => {
  for (const line of ['issue p "TBD" by ann', 'issue p by ann "TBD"', 'issue p UTC"TBD"']) {
    const { findings } = analyseText(
      `person ann\nrelease r-1 {\n  window Sat 2026-12-05 22:00 .. 23:00\n  ${line}\n}\n`,
    );
    expect(findings.filter(({ code }) => code === 'placeholder')).toEqual([]);
  }
});
