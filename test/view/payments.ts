/** The whole release of the language reference, with the times its schedule has. */
import { criterion, example, finding, id, item, place, ref, utc, who } from './fixture.ts';

const DAY = 1440;
/** Sat 2026-12-05 22:00 in Berlin. */
const T = utc('2026-12-05T21:00');

const scheduled = (totalFloat: number) => ({ totalFloat, freeFloat: totalFloat });
const CRITICAL = { critical: true };

export function payments() {
  return example({
    name: 'payments-4.2',
    title: 'Payments 4.2: instant refunds',
    T,
    windows: [[0, 360]],
    rehearsals: [
      { name: 'first', in: 'staging', when: [-12 * DAY + 720, -12 * DAY + 900] },
      { name: 'second', in: 'preprod', when: [-5 * DAY + 720, -5 * DAY + 900] },
    ],
    uats: [{ name: 'acceptance', in: 'preprod', when: [-10 * DAY + 660, -9 * DAY + 1140] }],
    hypercare: [0, 5 * DAY],
    blocks: [
      {
        kind: 'messages',
        children: [
          {
            verb: 'notify',
            targets: ['customers'],
            title: 'Maintenance on Saturday night',
            by: 'mara',
            via: 'email',
            when: [-8 * DAY + 660, -8 * DAY + 660],
            scheduled: scheduled(0),
          },
          {
            verb: 'notify',
            targets: ['sponsor'],
            title: 'We go on Saturday',
            by: 'mara',
            via: 'call',
            when: [-2 * DAY + 660, -2 * DAY + 660],
            scheduled: scheduled(60),
          },
          {
            verb: 'notify',
            targets: ['customers'],
            title: 'Refunds are instant',
            by: 'mara',
            via: 'email',
            when: [165, 165],
            scheduled: scheduled(0),
          },
          {
            verb: 'notify',
            targets: ['sponsor'],
            title: 'How the night went',
            by: 'mara',
            via: 'email',
            when: [165, 165],
            scheduled: scheduled(0),
          },
        ],
      },
      {
        kind: 'prepare',
        children: [
          {
            verb: 'task',
            name: 'build-index',
            title: 'Pre-build the refund index',
            takes: '2wd',
            by: 'priya',
            when: [-5 * DAY + 660, -3 * DAY + 660],
            scheduled: scheduled(2 * DAY),
            done: true,
          },
          {
            verb: 'configure',
            targets: ['load-balancer'],
            after: [{ point: { ref: ref('build-index'), place: place(0) }, place: place(0) }],
            title: 'Drain rules',
            takes: '3h',
            by: 'ops',
            when: [-2 * DAY + 960, -2 * DAY + 1140],
            scheduled: { totalFloat: 0, by: ['ann'] },
          },
        ],
      },
      {
        kind: 'run',
        children: [
          {
            verb: 'gate',
            name: 'go',
            title: 'Go / no-go',
            takes: '15m',
            by: 'mara',
            with: ['client-lead', 'ops-lead'],
            when: [0, 15],
            scheduled: { ...CRITICAL, waits: [{ reason: 'window', minutes: 0 }] },
            lines: 8,
            checklist: [
              item('Client hotline staffed', { items: [item('Second line knows the number', { done: true })] }),
            ],
            gate: {
              quorum: { count: 2, including: [ref('client-lead')], place: place(0) },
              veto: [],
              needs: [
                { ref: ref('second'), place: place(0) },
                { ref: ref('acceptance'), place: place(0) },
                { ref: ref('build-index'), place: place(0) },
              ],
              criteria: [
                criterion('Open P1', { operator: '=', value: 0, valueText: '0', from: ref('jira') }),
                criterion('Error rate', {
                  operator: '<',
                  value: 0.1,
                  valueText: '0.1',
                  unit: '%',
                  over: { minutes: 15, days: 0, months: 0, workingDays: 0 },
                  from: ref('grafana'),
                }),
              ],
              noGo: {
                id: id('then'),
                action: 'postpone',
                to: {
                  id: id('time'),
                  kind: 'instant',
                  at: T + 7 * DAY,
                  dateOnly: false,
                  zone: 'Europe/Berlin',
                  place: place(0),
                },
                place: place(0),
              },
            },
          },
          {
            kind: 'parallel',
            children: [
              {
                verb: 'backup',
                targets: ['orders-db'],
                waitsFor: 'go',
                name: 'night-backup',
                takes: '40m',
                by: 'dba',
                to: 's3-frankfurt',
                when: [15, 55],
                scheduled: { ...CRITICAL, by: ['priya'], rollback: 0, rollbackDecision: T + 360 },
                lines: 4,
              },
              {
                verb: 'snapshot',
                targets: ['app-01'],
                takes: '10m',
                by: 'ops',
                when: [15, 25],
                scheduled: { totalFloat: 20, freeFloat: 0, by: ['ann'] },
              },
              {
                verb: 'snapshot',
                targets: ['app-02'],
                takes: '10m',
                by: 'ops',
                when: [25, 35],
                scheduled: {
                  totalFloat: 20,
                  freeFloat: 20,
                  by: ['ann'],
                  waits: [{ reason: 'person', name: 'ann', minutes: 10 }],
                },
              },
            ],
          },
          {
            kind: 'outage',
            children: [
              {
                verb: 'stop',
                targets: ['checkout-web'],
                waitsFor: 'night-backup',
                takes: '5m',
                by: 'ops',
                when: [55, 60],
                scheduled: { ...CRITICAL, by: ['ann'] },
              },
              {
                verb: 'migrate',
                targets: ['orders-db'],
                name: 'refund-tables',
                title: 'Refund tables',
                takes: '20m..25m..50m',
                by: 'dba',
                when: [60, 85],
                scheduled: {
                  ...CRITICAL,
                  by: ['priya'],
                  rollback: 80,
                  rollbackDecision: T + 280,
                  waits: [{ reason: 'after', minutes: 5 }],
                },
              },
              {
                verb: 'deploy',
                targets: ['payments-api'],
                takes: '15m',
                by: 'ops',
                when: [85, 100],
                version: { from: '4.1.3', to: '4.2.0', place: place(0) },
                scheduled: { ...CRITICAL, by: ['ann'] },
              },
              {
                verb: 'deploy',
                targets: ['checkout-web'],
                takes: '15m',
                by: 'ops',
                when: [100, 115],
                scheduled: { ...CRITICAL, by: ['ann'] },
              },
              {
                verb: 'verify',
                targets: ['payments-api', 'checkout-web'],
                title: 'Smoke tests',
                takes: '20m',
                by: 'qa',
                when: [115, 135],
                scheduled: { ...CRITICAL, by: ['lena'] },
              },
              'point of no return',
              {
                verb: 'start',
                targets: ['checkout-web'],
                takes: '5m',
                by: 'ops',
                when: [135, 140],
                scheduled: { ...CRITICAL, by: ['ann'] },
              },
            ],
          },
          {
            verb: 'record',
            targets: ['orders-db', 'payments-api'],
            takes: '10m',
            by: 'config-manager',
            in: 'cmdb',
            when: [140, 150],
            scheduled: CRITICAL,
          },
          {
            trigger: {
              id: id('when'),
              kind: 'trigger',
              conditions: [
                criterion('Error rate', {
                  operator: '>',
                  value: 1,
                  valueText: '1',
                  unit: '%',
                  over: { minutes: 5, days: 0, months: 0, workingDays: 0 },
                  from: ref('grafana'),
                }),
              ],
              then: [{ id: id('then'), action: 'rollback', ref: ref('full'), place: place(0) }],
              place: place(0),
            },
          },
        ],
      },
      {
        kind: 'rollback',
        name: 'full',
        children: [
          {
            verb: 'restore',
            targets: ['orders-db'],
            takes: '60m',
            by: 'dba',
            from: 'night-backup',
            when: [150, 210],
            scheduled: { ...CRITICAL, by: ['priya'] },
          },
          {
            verb: 'deploy',
            targets: ['payments-api'],
            takes: '10m',
            by: 'ops',
            version: { from: '4.2.0', to: '4.1.3', place: place(0) },
            when: [210, 220],
            scheduled: { ...CRITICAL, by: ['ann'] },
          },
          {
            verb: 'deploy',
            targets: ['checkout-web'],
            takes: '10m',
            by: 'ops',
            when: [220, 230],
            scheduled: { ...CRITICAL, by: ['ann'] },
          },
        ],
      },
      {
        kind: 'follow-up',
        children: [
          {
            verb: 'task',
            title: 'Post-implementation review',
            takes: '2h',
            by: 'mara',
            with: ['priya', 'ann'],
            when: [2 * DAY + 720, 2 * DAY + 840],
            scheduled: scheduled(3 * DAY),
          },
        ],
      },
    ],
    findings: [
      finding(
        'estimate-below-measured',
        'warning',
        '`migrate orders-db` is planned with 25 min but took 38 min in rehearsal `second`; take 40m, or say why it is faster now.',
        34,
      ),
      finding(
        'snapshot-missing',
        'error',
        '`deploy payments-api` changes db-02, of which nothing takes a snapshot before 23:25; add `snapshot db-02` before it.',
        35,
      ),
      finding('date-unconfirmed', 'information', 'The vendor has not confirmed Sat 2026-12-05.', 0),
      finding('rest-too-short', 'warning', 'mara has 7 h of rest before Mon 08:00.', 40, {
        waived: { because: 'Monday off, agreed with HR', place: place(60) },
      }),
    ],
    release: { owner: who('mara'), sponsor: who('finance-director') },
    schedule: {
      outage: 85,
      contingency: 210,
      rollbackDecision: { at: T + 280 },
    },
  });
}
