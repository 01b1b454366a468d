/** All checks, in the order of their codes. Documentation, settings, SARIF rules and tests are made from this list. */
import { accessNotRevoked } from './access-not-revoked.ts';
import { accountableUnclear } from './accountable-unclear.ts';
import { againTooLate } from './again-too-late.ts';
import { agreementStale } from './agreement-stale.ts';
import { ambiguousTime } from './ambiguous-time.ts';
import { backupMissing } from './backup-missing.ts';
import { backupRetention } from './backup-retention.ts';
import { backupUnverified } from './backup-unverified.ts';
import { benefitAfterBudget } from './benefit-after-budget.ts';
import { benefitUnreviewed } from './benefit-unreviewed.ts';
import { budgetExceeded } from './budget-exceeded.ts';
import { calendarDays } from './calendar-days.ts';
import { callImpossible } from './call-impossible.ts';
import { carryOverMissing } from './carry-over-missing.ts';
import { changeLeadTime } from './change-lead-time.ts';
import { changeRecordMissing } from './change-record-missing.ts';
import { channelUnread } from './channel-unread.ts';
import type { Check } from './check.ts';
import { consentTooLate } from './consent-too-late.ts';
import { contingencyThin } from './contingency-thin.ts';
import { countDiffers } from './count-differs.ts';
import { criterionFailed } from './criterion-failed.ts';
import { criterionUntestable } from './criterion-untestable.ts';
import { cycle } from './cycle.ts';
import { dateUnconfirmed } from './date-unconfirmed.ts';
import { dependencyClash } from './dependency-clash.ts';
import { doubleBooked } from './double-booked.ts';
import { drift } from './drift.ts';
import { droppedNeeded } from './dropped-needed.ts';
import { dstCrossing } from './dst-crossing.ts';
import { dueMissed } from './due-missed.ts';
import { duplicateName } from './duplicate-name.ts';
import { dutyTooLong } from './duty-too-long.ts';
import { environmentDoubleBooked } from './environment-double-booked.ts';
import { escalationUnreachable } from './escalation-unreachable.ts';
import { estimateBelowMeasured } from './estimate-below-measured.ts';
import { estimateMissing } from './estimate-missing.ts';
import { estimateOff } from './estimate-off.ts';
import { evidenceMissing } from './evidence-missing.ts';
import { firesAsPlanned } from './fires-as-planned.ts';
import { freezeImplausible } from './freeze-implausible.ts';
import { freezeViolation } from './freeze-violation.ts';
import { gateCriteriaMissing } from './gate-criteria-missing.ts';
import { gateMissing } from './gate-missing.ts';
import { hypercareGap } from './hypercare-gap.ts';
import { importNotFound } from './import-not-found.ts';
import { lagExceeded } from './lag-exceeded.ts';
import { leftStopped } from './left-stopped.ts';
import { messageMissing } from './message-missing.ts';
import { messageUnmonitored } from './message-unmonitored.ts';
import { milestoneOffDay } from './milestone-off-day.ts';
import { namesKept } from './names-kept.ts';
import { neverDone } from './never-done.ts';
import { noDeputy } from './no-deputy.ts';
import { noGoMissing } from './no-go-missing.ts';
import { noWorkingTime } from './no-working-time.ts';
import { nonexistentTime } from './nonexistent-time.ts';
import { notIndependent } from './not-independent.ts';
import { notScheduled } from './not-scheduled.ts';
import { noticeTooShort } from './notice-too-short.ts';
import { offShift } from './off-shift.ts';
import { orderContradictsDates } from './order-contradicts-dates.ts';
import { outagePromise } from './outage-promise.ts';
import { outsideBridge } from './outside-bridge.ts';
import { outsideMaintenance } from './outside-maintenance.ts';
import { outsideWindow } from './outside-window.ts';
import { overdue } from './overdue.ts';
import { ownerMissing } from './owner-missing.ts';
import { partyAway } from './party-away.ts';
import { placeholder } from './placeholder.ts';
import { pointOfNoReturn } from './point-of-no-return.ts';
import { practicesMissing } from './practices-missing.ts';
import { priorityInversion } from './priority-inversion.ts';
import { promiseBroken } from './promise-broken.ts';
import { punchListOpen } from './punch-list-open.ts';
import { quorumUnreachable } from './quorum-unreachable.ts';
import { readyTooLate } from './ready-too-late.ts';
import { recordMissing } from './record-missing.ts';
import { recordTwoWriters } from './record-two-writers.ts';
import { rehearsalMissing } from './rehearsal-missing.ts';
import { rehearsalStale } from './rehearsal-stale.ts';
import { releaseOver } from './release-over.ts';
import { reserveShort } from './reserve-short.ts';
import { restTooShort } from './rest-too-short.ts';
import { resultInFuture } from './result-in-future.ts';
import { riskUnmitigated } from './risk-unmitigated.ts';
import { rollbackMissing } from './rollback-missing.ts';
import { rollbackTooLate } from './rollback-too-late.ts';
import { rollbackUncalled } from './rollback-uncalled.ts';
import { rollbackUnrehearsed } from './rollback-unrehearsed.ts';
import { roomDoubleBooked } from './room-double-booked.ts';
import { scopeAfterFreeze } from './scope-after-freeze.ts';
import { selfApproval } from './self-approval.ts';
import { sharedExclusively } from './shared-exclusively.ts';
import { shiftHandover } from './shift-handover.ts';
import { singlePointOfFailure } from './single-point-of-failure.ts';
import { snapshotMissing } from './snapshot-missing.ts';
import { soakTooShort } from './soak-too-short.ts';
import { stagesImplausible } from './stages-implausible.ts';
import { startsTooEarly } from './starts-too-early.ts';
import { stillOpen } from './still-open.ts';
import { switchedOff } from './switched-off.ts';
import { syntax } from './syntax.ts';
import { textUnfilled } from './text-unfilled.ts';
import { timeSaidTwice } from './time-said-twice.ts';
import { trafficShare } from './traffic-share.ts';
import { trainBroken } from './train-broken.ts';
import { triggerUnlikeGate } from './trigger-unlike-gate.ts';
import { triggersContradict } from './triggers-contradict.ts';
import { uatEnvironmentBusy } from './uat-environment-busy.ts';
import { uatSignoffLate } from './uat-signoff-late.ts';
import { uatTeamUnavailable } from './uat-team-unavailable.ts';
import { unassigned } from './unassigned.ts';
import { unknownCheck } from './unknown-check.ts';
import { unknownName } from './unknown-name.ts';
import { unused } from './unused.ts';
import { vendorUnavailable } from './vendor-unavailable.ts';
import { verifyMissing } from './verify-missing.ts';
import { waiverExpired } from './waiver-expired.ts';
import { waiverIncomplete } from './waiver-incomplete.ts';
import { waiverUnused } from './waiver-unused.ts';
import { weekdayMismatch } from './weekday-mismatch.ts';
import { windowStartedLate } from './window-started-late.ts';
import { writesLost } from './writes-lost.ts';
import { zoneAbbreviation } from './zone-abbreviation.ts';

export const checks: readonly Check[] = [
  accessNotRevoked,
  accountableUnclear,
  againTooLate,
  agreementStale,
  ambiguousTime,
  backupMissing,
  backupRetention,
  backupUnverified,
  benefitAfterBudget,
  benefitUnreviewed,
  budgetExceeded,
  calendarDays,
  callImpossible,
  carryOverMissing,
  changeLeadTime,
  changeRecordMissing,
  channelUnread,
  consentTooLate,
  contingencyThin,
  countDiffers,
  criterionFailed,
  criterionUntestable,
  cycle,
  dateUnconfirmed,
  dependencyClash,
  doubleBooked,
  drift,
  droppedNeeded,
  dstCrossing,
  dueMissed,
  duplicateName,
  dutyTooLong,
  environmentDoubleBooked,
  escalationUnreachable,
  estimateBelowMeasured,
  estimateMissing,
  estimateOff,
  evidenceMissing,
  firesAsPlanned,
  freezeImplausible,
  freezeViolation,
  gateCriteriaMissing,
  gateMissing,
  hypercareGap,
  importNotFound,
  lagExceeded,
  leftStopped,
  messageMissing,
  messageUnmonitored,
  milestoneOffDay,
  namesKept,
  neverDone,
  noDeputy,
  noGoMissing,
  noWorkingTime,
  nonexistentTime,
  notIndependent,
  notScheduled,
  noticeTooShort,
  offShift,
  orderContradictsDates,
  outagePromise,
  outsideBridge,
  outsideMaintenance,
  outsideWindow,
  overdue,
  ownerMissing,
  partyAway,
  placeholder,
  pointOfNoReturn,
  practicesMissing,
  priorityInversion,
  promiseBroken,
  punchListOpen,
  quorumUnreachable,
  readyTooLate,
  recordMissing,
  recordTwoWriters,
  rehearsalMissing,
  rehearsalStale,
  releaseOver,
  reserveShort,
  restTooShort,
  resultInFuture,
  riskUnmitigated,
  rollbackMissing,
  rollbackTooLate,
  rollbackUncalled,
  rollbackUnrehearsed,
  roomDoubleBooked,
  scopeAfterFreeze,
  selfApproval,
  sharedExclusively,
  shiftHandover,
  singlePointOfFailure,
  snapshotMissing,
  soakTooShort,
  stagesImplausible,
  startsTooEarly,
  stillOpen,
  switchedOff,
  syntax,
  textUnfilled,
  timeSaidTwice,
  trafficShare,
  trainBroken,
  triggerUnlikeGate,
  triggersContradict,
  uatEnvironmentBusy,
  uatSignoffLate,
  uatTeamUnavailable,
  unassigned,
  unknownCheck,
  unknownName,
  unused,
  vendorUnavailable,
  verifyMissing,
  waiverExpired,
  waiverIncomplete,
  waiverUnused,
  weekdayMismatch,
  windowStartedLate,
  writesLost,
  zoneAbbreviation,
];
