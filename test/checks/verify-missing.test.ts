import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { active, analyseText, FILE, judgedText } from './marked.ts';

/** `run`: the lines of the run. The shop uses the API, that the database; the blog has nothing to do with them. */
function plan(run: string, more = ''): string {
  return `person priya
database orders-db
service api {
  uses orders-db
}
service shop {
  uses api
}
service blog
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137
  run {
    backup orders-db as copy 10m by priya {
      tested 10m
    }
${run.replace(/^(?=.)/gm, '    ')}
  }
  ${more}
}
`;
}

function findings(text: string) {
  return active(analyseText(text).findings).filter(({ code }) => code === 'verify-missing');
}

const CHANGES = `migrate orders-db 10m by priya undo 5m
deploy api 10m by priya undo 5m
deploy shop 10m by priya undo 5m
`;

describe('a share of the traffic', () => {
  const stage = (criterion: string) =>
    `switch shop 10m by priya to 100 % undo 5m
gate stay 5m by priya {
  criterion ${criterion}
}`;

  test('is proved by a gate behind it that reads a figure', () => {
    expect(findings(plan(stage('"Error rate" < 0.5 % from grafana')))).toEqual([]);
  });

  test('is not proved by a gate that reads none, by one before it, or where a share is none', () => {
    expect(findings(plan(stage('"Everybody agrees"')))).toHaveLength(1);
    const [change, ...gate] = stage('"Error rate" < 0.5 % from grafana').split('\n');
    expect(findings(plan([...gate, change].join('\n')))).toHaveLength(1);
    expect(findings(plan(stage('"Error rate" < 0.5 % from grafana').replace('to 100 % ', '')))).toHaveLength(1);
  });
});

describe('a verification that is missing', () => {
  test('is told once, though it would prove all that the system needs', () => {
    expect(findings(plan(`${CHANGES}verify shop 10m by priya`))).toEqual([]);
    expect(findings(plan(CHANGES)).map(({ message }) => message)).toEqual([
      '`deploy shop` is the last change of `shop`, and nothing verifies `shop` afterwards; put `verify shop` after it ' +
        '(that proves `orders-db` and `api` as well).',
    ]);
  });

  test('is told for each system where one would not show the other', () => {
    const both = findings(plan(`${CHANGES}deploy blog 10m by priya undo 5m`));
    expect(both.map(({ message }) => message.slice(0, 13))).toEqual(['`deploy shop`', '`deploy blog`']);
  });

  test('is told for what is changed again later, too', () => {
    const late = findings(plan(`deploy shop 10m by priya undo 5m\nmigrate orders-db 10m by priya undo 5m`));
    expect(late.map(({ message }) => message.slice(0, 19))).toEqual(['`deploy shop` is th', '`migrate orders-db`']);
  });

  test('is one for all that one step changes, and its fix proves all of it', () => {
    const text = plan('deploy shop, blog 10m by priya undo 5m');
    const found = findings(text);
    expect(found.map(({ message }) => message)).toEqual([
      '`deploy shop, blog` is the last change of `shop` and `blog`, and nothing verifies `shop` and `blog` afterwards; ' +
        'put `verify shop, blog` after it.',
    ]);
    const edits = textEdits(judgedText(text).fixesOf(found[0]!)[0]!.edits, (file) =>
      file === FILE ? text : undefined,
    );
    expect(applyTextEdits(text, edits)).toContain('verify shop, blog "Smoke test" 10m by priya');
    expect(findings(applyTextEdits(text, edits))).toEqual([]);
  });

  test('of several systems is not silenced by a waiver for one of them', () => {
    const waiver = 'waive verify-missing for blog until Thu 2026-12-31 because "Nobody reads it"';
    expect(findings(plan('deploy shop, blog 10m by priya undo 5m', waiver))).toHaveLength(1);
    expect(findings(plan('deploy blog 10m by priya undo 5m', waiver))).toEqual([]);
  });

  test('is told once where systems need each other', () => {
    const mutual = plan('deploy api 10m by priya undo 5m\ndeploy shop 10m by priya undo 5m').replace(
      'uses orders-db',
      'uses orders-db, shop',
    );
    expect(findings(mutual).map(({ message }) => message.slice(0, 13))).toEqual(['`deploy shop`']);
    const together = mutual.replace('deploy api 10m by priya undo 5m\n    deploy shop', 'deploy api, shop');
    expect(together).not.toBe(mutual);
    expect(findings(together)).toHaveLength(1);
  });
});

describe('users who test what was set up', () => {
  const move = (during: string, needs: string, where = 'cloud') => {
    const text = `environment cellar {
  production
}
environment cloud {
  production
}
person priya
party  users
application shop in cellar
database    orders in cloud

release move-1.0 {
  kind   standard
  zone   Europe/Berlin
  window Fri 2026-12-04 18:00 .. Tue 2026-12-08 18:00
  uat trial by users in ${where} {
    during   ${during}
    sign-off by users
  }
  run {
    restore orders 2h by priya at Sat 2026-12-05 10:00
    gate go 30m by priya at Mon 2026-12-07 16:00 {
      ${needs}
      no-go then stop
    }
    switch shop 10m by priya to cloud undo 5m
    verify shop 10m by priya
  }
}
`;
    return findings(text).map(({ about }) => about);
  };

  const MONDAY = 'Mon 2026-12-07 09:00 .. 15:00';

  test('have looked at it, where somebody waits for their yes', () => {
    expect(move(MONDAY, 'needs trial')).toEqual([]);
  });

  test.each([
    ['before it is there', 'Fri 2026-12-04 19:00 .. 21:00', 'needs trial', 'cloud'],
    ['and nobody waits for it', MONDAY, '- "Everybody is there"', 'cloud'],
    ['somewhere else', MONDAY, 'needs trial', 'cellar'],
  ])('have not: %s', (_, during, needs, where) => {
    expect(move(during, needs, where)).toEqual([['orders']]);
  });
});
