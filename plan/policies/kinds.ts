/** What holds for a kind of release where nobody has written a policy. */
import type { BuiltInKind } from '../model.ts';
import type { Rules } from './pack.ts';

/**
 * What is asked of the kinds of release that are not `normal`.
 *
 * `standard` is a small change that was approved beforehand: it decides nothing, so it needs no gate, no test by users,
 * no rehearsal; it still protects, proves and can be taken back. `emergency` repairs first and documents after.
 * `major` is `normal` with less left to luck.
 */
export const BUILT_IN_POLICY: Readonly<Record<BuiltInKind, Rules>> = {
  normal: {
    'still-open': { severity: 'warning' },
  },
  standard: {
    'gate-criteria-missing': { severity: 'off' },
    'gate-missing': { severity: 'off' },
    'no-go-missing': { severity: 'off' },
    'rehearsal-missing': { severity: 'off' },
    'uat-signoff-late': { severity: 'off' },
    'no-deputy': { severity: 'off' },
    'owner-missing': { severity: 'off' },
    'rollback-uncalled': { severity: 'off' },
    'rollback-unrehearsed': { parameters: { asks: ['measured'] } },
    'message-missing': { parameters: { announced: [], reported: ['told'] } },
    'self-approval': { parameters: { eyes: ['approval'] } },
    'date-unconfirmed': { severity: 'off' },
    'hypercare-gap': { parameters: { asks: ['cover'] } },
    'risk-unmitigated': { parameters: { listed: 0 } },
    'single-point-of-failure': { severity: 'off' },
    'change-lead-time': { severity: 'off' },
    'record-missing': { severity: 'off' },
  },
  emergency: {
    'gate-criteria-missing': { severity: 'off' },
    'gate-missing': { severity: 'warning' },
    'rehearsal-missing': { severity: 'off' },
    'uat-signoff-late': { severity: 'off' },
    'no-deputy': { severity: 'off' },
    'change-record-missing': { severity: 'warning' },
    'freeze-violation': { severity: 'warning' },
    'owner-missing': { severity: 'off' },
    'rollback-uncalled': { severity: 'information' },
    'rollback-unrehearsed': { parameters: { asks: ['measured'] } },
    'outside-maintenance': { severity: 'warning' },
    'backup-unverified': { severity: 'warning' },
    'message-missing': { parameters: { announced: [] } },
    'self-approval': { severity: 'warning', parameters: { eyes: ['approval'] } },
    'date-unconfirmed': { severity: 'off' },
    'scope-after-freeze': { severity: 'off' },
    'change-lead-time': { parameters: { lead: '0d' } },
    'notice-too-short': { severity: 'off' },
    'single-point-of-failure': { severity: 'off' },
    'hypercare-gap': { parameters: { asks: ['cover', 'exit', 'chain'] } },
    'risk-unmitigated': { parameters: { listed: 0 } },
    'practices-missing': { severity: 'information' },
  },
  major: {
    'practices-missing': { severity: 'error' },
    'rehearsal-missing': { parameters: { passed: 3 } },
    'no-deputy': { severity: 'error' },
    'estimate-missing': { severity: 'error' },
    'change-lead-time': { parameters: { lead: '10wd' } },
    'single-point-of-failure': { severity: 'warning' },
    'still-open': { severity: 'warning' },
  },
};
