import type { Pack } from './rules.ts';

/**
 * For volunteers and projects in the open: a calendar of dates, and no production of their own.
 *
 * Nobody is on duty, nobody is paid by the hour, and the work lies in evenings and weekends: what keeps a company's night
 * safe is asked of nobody here. Dates that contradict each other, freezes that are broken and items without an owner are
 * what hurts such a project, and stay as severe as they are. So does what loses data or has no way back, for those who
 * run a server after all.
 */
export const community: Pack = {
  name: 'community',
  forWhom: 'For volunteers and projects in the open: a calendar of dates, and no production of their own.',
  asks: 'Dates, freezes, owners and the way back are asked for as always; duty, stand-ins, committees, money and records are not.',
  every: {
    'access-not-revoked': { severity: 'information' },
    'benefit-after-budget': { severity: 'off' },
    'benefit-unreviewed': { severity: 'off' },
    'budget-exceeded': { severity: 'off' },
    'calendar-days': { severity: 'off' },
    'change-lead-time': { severity: 'off' },
    'change-record-missing': { severity: 'off' },
    'date-unconfirmed': { severity: 'off' },
    'duty-too-long': { severity: 'information' },
    'estimate-missing': { severity: 'information' },
    'gate-criteria-missing': { severity: 'off' },
    'gate-missing': { severity: 'off' },
    'hypercare-gap': { severity: 'information', parameters: { asks: ['cover'] } },
    'message-missing': { severity: 'warning', parameters: { announced: [], reported: ['users'] } },
    'message-unmonitored': { severity: 'off' },
    'milestone-off-day': { severity: 'off' },
    'no-deputy': { severity: 'off' },
    'off-shift': { severity: 'information' },
    overdue: { severity: 'information' },
    'practices-missing': { severity: 'information' },
    'record-missing': { severity: 'off' },
    'rehearsal-missing': { severity: 'off' },
    'rest-too-short': { severity: 'information' },
    'risk-unmitigated': { parameters: { listed: 0 } },
    'rollback-unrehearsed': { severity: 'off' },
    'self-approval': { severity: 'information' },
    'single-point-of-failure': { severity: 'off' },
    'uat-signoff-late': { severity: 'off' },
    'vendor-unavailable': { severity: 'information' },
  },
  kinds: {
    standard: { 'message-missing': { parameters: { reported: [] } } },
    // Whoever calls a release of volunteers major has something to lose.
    major: { 'gate-missing': { severity: 'warning' } },
  },
};
