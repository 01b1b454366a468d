/** What it costs, what came of it, what was agreed, what came in. */
import { plan, type Row } from './row.ts';

const BUDGET = 'budget 10000 EUR approved by bob on Mon 2026-11-02\n';
const SCOPE = (word: string) =>
  plan({
    release: `scope {\nfrozen on Fri 2026-11-06\nmust PAY-1 "One" by ann due T-2d ${word} added on Thu 2026-11-12 under C1\n}`,
  });

export const MONEY_AND_SCOPE: readonly Row[] = [
  {
    says: 'money that is not hours',
    plan: plan({ release: `${BUDGET}⟦cost "Vendor on call" 12000 EUR⟧` }),
    differs: [
      { finds: 'budget-exceeded', saying: '2000 EUR more than the budget' },
      { view: 'summary', shows: '12000 EUR' },
    ],
    told: '+ cost "Vendor on call": is new',
  },
  {
    says: 'money that is gone',
    plan: plan({ release: `${BUDGET}⟦spent 12000 EUR on Mon 2026-11-16⟧` }),
    differs: [
      { finds: 'budget-exceeded', saying: '12000 EUR are spent' },
      { view: 'dates', shows: 'spending\n12000 EUR' },
    ],
    told: '+ spent: is new',
  },
  {
    says: 'a budget that several releases share',
    plan: plan({
      file: 'fund platform 10000 EUR approved by bob on Mon 2026-11-02',
      release: 'budget 18000 EUR ⟦from platform⟧',
    }),
    differs: [{ finds: 'budget-exceeded', saying: '8000 EUR more than is in it' }],
    told: '~ budget: from now platform',
  },
  {
    says: 'what came of it',
    plan: plan({
      release:
        'benefit faster "It takes less time" by ann {\nassessed on Mon 2026-06-01\ntarget 3d -> 1d\nreview at T+30d\n⟦actual 2d on Thu 2026-11-05⟧\n}',
    }),
    differs: [
      { finds: 'benefit-unreviewed', saying: 'is `2d` on Thu 2026-11-05' },
      { view: 'dates', shows: 'benefit measured' },
    ],
    told: '~ benefit faster: actual now 2d on Thu 2026-11-05',
  },
  {
    says: 'what makes a risk smaller and is no step of the plan',
    plan: plan({
      release:
        'risk people "Key people are away" by ann {\nlikelihood high\nimpact high\nreview due T-3wd\n⟦- "Name stand-ins" by bob due T-2wd⟧\n}',
    }),
    differs: [
      { settles: 'risk-unmitigated', saying: 'nothing makes it smaller' },
      { view: 'checklist', shows: 'Name stand-ins' },
      { view: 'dates', shows: 'checklist due\nName stand-ins' },
    ],
    told: '~ risk people: checklist now Name stand-ins by bob due T-2wd',
  },
  {
    says: 'what users try in their test',
    plan: plan({
      release:
        'uat acceptance by vendor {\nduring Mon 2026-12-07 .. Tue 2026-12-08\n⟦- "An order" by bob due Tue 2026-12-08 17:00⟧\n}',
    }),
    differs: [
      { view: 'checklist', shows: 'An order' },
      { view: 'dates', shows: 'checklist due\nAn order' },
    ],
    told: '~ acceptance: checklist now An order by bob due Tue 2026-12-08 17:00',
  },
  {
    says: 'what is done about a risk too late',
    plan: plan({
      release:
        'risk people "Key people are away" by ann {\nlikelihood high\nimpact high\nreview due T-3wd\n- "Name stand-ins" by bob due ⟦T+1d¦T-1d⟧\n}',
    }),
    differs: [{ finds: 'risk-unmitigated', saying: '1 d after `run` begins' }],
    told: '~ risk people: checklist Name stand-ins by bob due T-1d → Name stand-ins by bob due T+1d',
  },
  {
    says: 'the date both agreed to',
    plan: plan({ kind: 'normal', release: 'confirmed by vendor on Fri 2026-10-02 ⟦for Sat 2026-12-12 20:00⟧' }),
    differs: [
      { finds: 'date-unconfirmed', saying: 'Sat 2026-12-12 20:00' },
      { view: 'dates', shows: 'agreed date\nvendor' },
    ],
    told: '~ confirmation by vendor: for now Sat 2026-12-12 20:00',
  },
  {
    says: 'the date that is approved',
    plan: plan({ change: 'approved by bob on Fri 2026-10-02 ⟦for Sat 2026-12-12 20:00⟧' }),
    differs: [{ finds: 'change-record-missing', saying: 'for Sat 2026-12-12 20:00' }],
    told: '~ change C1: approved for now Sat 2026-12-12 20:00',
  },
  {
    says: 'something new behind the freeze',
    plan: SCOPE('⟦enhancement¦correction⟧'),
    differs: [{ finds: 'scope-after-freeze', saying: '`PAY-1`, an enhancement,' }],
    told: '~ PAY-1: correction no longer yes; enhancement now yes',
  },
  {
    says: 'a correction behind the freeze',
    plan: SCOPE('⟦correction¦enhancement⟧'),
    differs: [{ settles: 'scope-after-freeze', saying: '`PAY-1`' }],
    told: '~ PAY-1: enhancement no longer yes; correction now yes',
  },
  {
    says: 'an issue that is escalated',
    plan: plan({ release: 'issue printer "It does not print" by cid due T-2d ⟦escalated to bob on Thu 2026-11-12⟧' }),
    differs: [
      { view: 'summary', shows: 'escalated to bob' },
      { view: 'dates', shows: 'escalation\nprinter' },
    ],
    told: '~ issue printer: escalated to now bob; escalated on now Thu 2026-11-12',
  },
];
