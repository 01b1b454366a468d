/** The answers of a simulation as they go from one thread to another: without the plan they speak of. */
import type { Release, Risk, Step } from '../model.ts';
import type { ScheduleRisk } from './model.ts';

/** Steps and risks by their places in the release. */
type Subject = { readonly step: number } | { readonly risk: number };

export interface PackedRisk extends Omit<ScheduleRisk, 'swings' | 'risks' | 'notSimulated' | 'oneSided'> {
  readonly swings: readonly (Omit<ScheduleRisk['swings'][number], 'subject'> & { readonly subject: Subject })[];
  readonly risks: readonly (Omit<ScheduleRisk['risks'][number], 'risk'> & { readonly risk: number })[];
  readonly notSimulated: readonly (Omit<ScheduleRisk['notSimulated'][number], 'risk'> & { readonly risk: number })[];
  readonly oneSided: readonly number[];
}

export function packRisk(risk: ScheduleRisk, release: Release): PackedRisk {
  const numberOf = (one: Risk) => release.risks.indexOf(one);
  const packed = (subject: Step | Risk): Subject =>
    subject.kind === 'step' ? { step: subject.index } : { risk: numberOf(subject) };
  return {
    ...risk,
    swings: risk.swings.map((swing) => ({ ...swing, subject: packed(swing.subject) })),
    risks: risk.risks.map((one) => ({ ...one, risk: numberOf(one.risk) })),
    notSimulated: risk.notSimulated.map((one) => ({ ...one, risk: numberOf(one.risk) })),
    oneSided: risk.oneSided.map(({ index }) => index),
  };
}

/** @param release of the same text as the one it was packed with */
export function unpackRisk(packed: PackedRisk, release: Release): ScheduleRisk {
  const unpacked = (subject: Subject): Step | Risk =>
    'step' in subject ? release.steps[subject.step]! : release.risks[subject.risk]!;
  return {
    ...packed,
    swings: packed.swings.map((swing) => ({ ...swing, subject: unpacked(swing.subject) })),
    risks: packed.risks.map((one) => ({ ...one, risk: release.risks[one.risk]! })),
    notSimulated: packed.notSimulated.map((one) => ({ ...one, risk: release.risks[one.risk]! })),
    oneSided: packed.oneSided.map((index) => release.steps[index]!),
  };
}
