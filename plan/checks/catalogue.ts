/** All checks, in the order of their codes. Documentation, settings, SARIF rules and tests are made from this list. */
import { ambiguousTime } from './ambiguous-time.ts';
import { backupMissing } from './backup-missing.ts';
import { backupUnverified } from './backup-unverified.ts';
import { calendarDays } from './calendar-days.ts';
import { changeRecordMissing } from './change-record-missing.ts';
import type { Check } from './check.ts';
import { cycle } from './cycle.ts';
import { doubleBooked } from './double-booked.ts';
import { dstCrossing } from './dst-crossing.ts';
import { dueMissed } from './due-missed.ts';
import { duplicateName } from './duplicate-name.ts';
import { estimateMissing } from './estimate-missing.ts';
import { freezeImplausible } from './freeze-implausible.ts';
import { freezeViolation } from './freeze-violation.ts';
import { gateMissing } from './gate-missing.ts';
import { importNotFound } from './import-not-found.ts';
import { messageMissing } from './message-missing.ts';
import { noDeputy } from './no-deputy.ts';
import { noWorkingTime } from './no-working-time.ts';
import { nonexistentTime } from './nonexistent-time.ts';
import { outsideWindow } from './outside-window.ts';
import { placeholder } from './placeholder.ts';
import { pointOfNoReturn } from './point-of-no-return.ts';
import { rehearsalMissing } from './rehearsal-missing.ts';
import { restTooShort } from './rest-too-short.ts';
import { rollbackMissing } from './rollback-missing.ts';
import { rollbackTooLate } from './rollback-too-late.ts';
import { snapshotMissing } from './snapshot-missing.ts';
import { startsTooEarly } from './starts-too-early.ts';
import { syntax } from './syntax.ts';
import { uatEnvironmentBusy } from './uat-environment-busy.ts';
import { uatSignoffLate } from './uat-signoff-late.ts';
import { uatTeamUnavailable } from './uat-team-unavailable.ts';
import { unassigned } from './unassigned.ts';
import { unknownCheck } from './unknown-check.ts';
import { unknownName } from './unknown-name.ts';
import { unused } from './unused.ts';
import { verifyMissing } from './verify-missing.ts';
import { waiverExpired } from './waiver-expired.ts';
import { waiverIncomplete } from './waiver-incomplete.ts';
import { waiverUnused } from './waiver-unused.ts';
import { weekdayMismatch } from './weekday-mismatch.ts';
import { zoneAbbreviation } from './zone-abbreviation.ts';

export const checks: readonly Check[] = [
  ambiguousTime,
  backupMissing,
  backupUnverified,
  calendarDays,
  changeRecordMissing,
  cycle,
  doubleBooked,
  dstCrossing,
  dueMissed,
  duplicateName,
  estimateMissing,
  freezeImplausible,
  freezeViolation,
  gateMissing,
  importNotFound,
  messageMissing,
  noDeputy,
  noWorkingTime,
  nonexistentTime,
  outsideWindow,
  placeholder,
  pointOfNoReturn,
  rehearsalMissing,
  restTooShort,
  rollbackMissing,
  rollbackTooLate,
  snapshotMissing,
  startsTooEarly,
  syntax,
  uatEnvironmentBusy,
  uatSignoffLate,
  uatTeamUnavailable,
  unassigned,
  unknownCheck,
  unknownName,
  unused,
  verifyMissing,
  waiverExpired,
  waiverIncomplete,
  waiverUnused,
  weekdayMismatch,
  zoneAbbreviation,
];
