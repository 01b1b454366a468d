import { describe, expect, it } from 'vitest';
import { renderChecklist } from '../../view/checklist.ts';
import { analyseText } from '../checks/marked.ts';

it('gives milestones of different weeks their dates', () => {
  const analysis = analyseText(`release autumn-1 {
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. 23:00
  phase betas {
    milestone beta-1 Tue 2026-11-10 14:00
    milestone beta-2 Tue 2026-11-24 14:00
  }
}
`);
  const html = renderChecklist(analysis, analysis.schedules[0]!);
  const times = [...html.matchAll(/<span class="rp-at">([^<]*)<\/span>/g)].map(([, time]) => time);
  expect(times).toEqual(['Tue 10 Nov 14:00', 'Tue 24 Nov 14:00']);
});

it('says of whose lines they are, and when that is, in days where it is', () => {
  const analysis = analyseText(`person ann
release autumn-1 {
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. 23:00
  risk slow "The disks" by ann { - "Measured" }
  rehearsal dry in staging at Mon 2026-11-30 10:00 2h by ann { - "Timed" }
  uat users by ann { during Mon 2026-11-30 .. Wed 2026-12-02
    - "Orders" }
}
`);
  const html = renderChecklist(analysis, analysis.schedules[0]!);
  const heads = [...html.matchAll(/<h[34][^>]*>(.*?)<\/h[34]>/gs)].map(([, head]) =>
    head!.replace(/<[^>]*>/g, ' ').trim(),
  );
  expect(heads.map((head) => head.replace(/\s+/g, ' '))).toEqual([
    'Risk: The disks',
    'Rehearsal dry Mon 2026-11-30 10:00 .. 12:00 Europe/Berlin',
    'UAT users Mon 2026-11-30 .. Wed 2026-12-02',
  ]);
});

describe('a gate', () => {
  it('says which of its values are still open', () => {
    expect(lines('criterion "P95 latency" < tbd ms over 5m from grafana')).toEqual([
      'P95 latency &lt; tbd ms over 5m, from grafana (still open)',
    ]);
    expect(lines('criterion "P95 latency" < 300 ms over 5m from grafana')).toEqual([
      'P95 latency &lt; 300 ms over 5m, from grafana',
    ]);
  });
});

it('says how whoever is called is reached: a person, a team, who fills a role, and nothing of whom nobody has said', () => {
  const shared = `person bob {
  contact call "+49 30 5550"
  contact mail "bob@acme.example"
}
team ops is bob {
  contact phone "+1 617"
}
role lead is bob
`;
  expect(lines('escalate ops, lead, ann within 10m', shared)).toEqual([
    'No answer within 10m: call ops (phone +1 617), then lead (call +49 30 5550, mail bob@acme.example), then ann.',
  ]);
});

/** What stands in the lines of a gate. */
function lines(line: string, shared = ''): readonly (string | undefined)[] {
  const analysis = analyseText(`${shared}person ann
release autumn-1 {
  window Sat 2026-12-05 22:00 .. 23:00
  run {
    gate go 5m by ann {
      ${line}
    }
  }
}
`);
  const html = renderChecklist(analysis, analysis.schedules[0]!);
  const [, list = ''] = /<ul class="rp-lines">(.*?)<\/ul>/s.exec(html) ?? [];
  return [...list.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, one]) => one!.replace(/<[^>]*>/g, ''));
}
