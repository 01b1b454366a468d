import type { Pack } from './rules.ts';

/**
 * For a small team that knows its systems.
 *
 * What only pays off where many people work on one release is left out or becomes a hint. What loses data, the way back
 * or a night's sleep stays as severe as it is.
 */
export const lean: Pack = {
  name: 'lean',
  forWhom: 'For a small team that knows its systems.',
  asks: 'Protection, proof and the way back are asked for as always; committees, paperwork and stand-ins for everybody are not.',
  every: {
    'benefit-after-budget': { severity: 'off' },
    'benefit-unreviewed': { severity: 'off' },
    'budget-exceeded': { severity: 'information' },
    'change-lead-time': { parameters: { lead: '0d' } },
    'change-record-missing': { severity: 'off' },
    'date-unconfirmed': { severity: 'off' },
    'gate-criteria-missing': { severity: 'information' },
    'gate-missing': { severity: 'warning' },
    'hypercare-gap': { parameters: { asks: ['cover'] } },
    'message-missing': { severity: 'warning', parameters: { announced: ['users'], reported: ['users'] } },
    'message-unmonitored': { severity: 'information' },
    'no-deputy': { severity: 'off' },
    'notice-too-short': { severity: 'information' },
    'record-missing': { severity: 'off' },
    'rehearsal-missing': { severity: 'warning', parameters: { passed: 1 } },
    'risk-unmitigated': { parameters: { listed: 0 } },
    'rollback-unrehearsed': { severity: 'information' },
    'scope-after-freeze': { severity: 'information' },
    'self-approval': { severity: 'warning', parameters: { eyes: ['approval'] } },
    'single-point-of-failure': { severity: 'off' },
    'uat-signoff-late': { severity: 'warning', parameters: { covers: ['must'] } },
  },
  kinds: {
    standard: {
      'gate-criteria-missing': { severity: 'off' },
      'gate-missing': { severity: 'off' },
      'message-missing': { parameters: { announced: [], reported: ['told'] } },
      'rehearsal-missing': { severity: 'off' },
      'uat-signoff-late': { severity: 'off' },
    },
    emergency: {
      'gate-criteria-missing': { severity: 'off' },
      'message-missing': { parameters: { announced: [] } },
      'notice-too-short': { severity: 'off' },
      'rehearsal-missing': { severity: 'off' },
      'scope-after-freeze': { severity: 'off' },
      'uat-signoff-late': { severity: 'off' },
    },
    major: {
      'gate-missing': { severity: 'error' },
      'rehearsal-missing': { severity: 'error', parameters: { passed: 2 } },
      'single-point-of-failure': { severity: 'information' },
    },
  },
};
