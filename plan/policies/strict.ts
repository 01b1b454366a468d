import { PRACTICES } from './practices.ts';
import type { Pack } from './rules.ts';

/**
 * For regulated change, where an auditor asks afterwards.
 *
 * What an auditor asks for afterwards is asked for beforehand: who approved, who verified and who decided are never the
 * one who did it (four eyes), what was done is recorded, what was rehearsed is what is run, nobody works without rest. A
 * kind of release is excused only from what cannot be had in time.
 */
export const strict: Pack = {
  name: 'strict',
  forWhom: 'For regulated change, where an auditor asks afterwards.',
  asks:
    'Four eyes on approval, verification and decision, evidence of rehearsal, test, restore and record, and rest for ' +
    'everybody on duty.',
  every: {
    'access-not-revoked': { severity: 'error' },
    'accountable-unclear': { severity: 'error' },
    'agreement-stale': { severity: 'error' },
    'backup-retention': { severity: 'error', parameters: { margin: '7d' } },
    'benefit-after-budget': { severity: 'error' },
    'budget-exceeded': { severity: 'error' },
    'change-lead-time': { severity: 'error', parameters: { lead: '5wd' } },
    'change-record-missing': { severity: 'error' },
    'channel-unread': { severity: 'error' },
    'contingency-thin': { severity: 'error', parameters: { share: 20, least: '30m' } },
    'criterion-untestable': { severity: 'error', parameters: { sources: ['always'] } },
    'date-unconfirmed': {
      severity: 'error',
      parameters: { asked: ['testers', 'parties', 'owner', 'sponsor'] },
    },
    'duty-too-long': { severity: 'error', parameters: { duty: '10h' } },
    'estimate-below-measured': { severity: 'error' },
    'estimate-missing': { severity: 'error' },
    'evidence-missing': { severity: 'error' },
    'gate-criteria-missing': { severity: 'error' },
    'gate-missing': { severity: 'error' },
    'hypercare-gap': { severity: 'error', parameters: { asks: ['watch', 'cover', 'exit', 'chain'] } },
    'message-missing': {
      severity: 'error',
      parameters: { announced: ['users', 'sponsor'], reported: ['users', 'sponsor', 'told'] },
    },
    'message-unmonitored': { severity: 'error' },
    'no-deputy': { severity: 'error' },
    'notice-too-short': { severity: 'error' },
    'outage-promise': { severity: 'error', parameters: { share: 95 } },
    overdue: { severity: 'error' },
    placeholder: { severity: 'warning' },
    // Everything is asked for by itself, whether the plan has begun it or not.
    'practices-missing': {
      severity: 'error',
      parameters: { singly: PRACTICES },
    },
    'punch-list-open': { severity: 'error' },
    'record-missing': { severity: 'error' },
    'rehearsal-missing': { severity: 'error', parameters: { passed: 2 } },
    'rehearsal-stale': { severity: 'error' },
    'rest-too-short': { severity: 'error', parameters: { rest: '11h' } },
    'result-in-future': { severity: 'error' },
    'risk-unmitigated': { severity: 'error', parameters: { listed: 1, score: 4 } },
    'rollback-unrehearsed': { severity: 'error' },
    'scope-after-freeze': { severity: 'error' },
    'self-approval': { severity: 'error', parameters: { eyes: ['approval', 'verification', 'decision'] } },
    'shift-handover': { severity: 'error' },
    'single-point-of-failure': { severity: 'warning' },
    'uat-signoff-late': { severity: 'error', parameters: { covers: ['must', 'should', 'could'] } },
    'vendor-unavailable': { severity: 'error' },
  },
  kinds: {
    standard: {
      // It was approved once and for all, and its like is done every week: that counts as the rehearsal and the decision.
      'change-lead-time': { severity: 'off' },
      'date-unconfirmed': { severity: 'off' },
      'gate-missing': { severity: 'off' },
      'hypercare-gap': { parameters: { asks: ['cover', 'exit', 'chain'] } },
      'message-missing': { parameters: { announced: [] } },
      'rehearsal-missing': { severity: 'off' },
      'risk-unmitigated': { parameters: { listed: 0 } },
      'self-approval': { parameters: { eyes: ['approval', 'verification'] } },
      'uat-signoff-late': { severity: 'off' },
    },
    emergency: {
      'backup-unverified': { severity: 'error' },
      'change-lead-time': { parameters: { lead: '0d' } },
      'date-unconfirmed': { severity: 'off' },
      'freeze-violation': { severity: 'error' },
      'message-missing': { parameters: { announced: ['sponsor'] } },
      'notice-too-short': { severity: 'off' },
      'rehearsal-missing': { parameters: { passed: 1 } },
      'rollback-unrehearsed': { severity: 'warning' },
      'scope-after-freeze': { severity: 'off' },
      'uat-signoff-late': { severity: 'warning', parameters: { covers: ['must'] } },
    },
    major: {
      'change-lead-time': { parameters: { lead: '10wd' } },
      'rehearsal-missing': { parameters: { passed: 3 } },
      'single-point-of-failure': { severity: 'error' },
    },
  },
};
