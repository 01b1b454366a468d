/** What several formats carry alike, as `outline/facts.ts` calls it. */

/** What a step is called, and whose it is. */
export const LABELS = ['step', 'step verb', 'step title', 'step by'] as const;

/** What comes back from a run sheet. */
export const RUN_SHEET = [
  'release zone',
  'step',
  'step verb',
  'step targets',
  'step title',
  'step duration',
  'step by',
  'step with',
  'step at',
  'step not before',
  'step due',
  'step during',
  'step every',
  'step after',
  'step undo',
  'step done',
  'step links',
  'block',
  'milestone',
  'milestone title',
  'milestone at',
  'milestone due',
  'milestone by',
  'milestone with',
  'milestone after',
  'milestone done',
] as const;

/** What comes back of the scope, and of risks. */
export const SCOPE = [
  'scope item',
  'scope item title',
  'scope item priority',
  'scope item by',
  'scope item due',
  'scope item done',
] as const;
export const RISKS = ['risk', 'risk title', 'risk by', 'risk likelihood', 'risk impact'] as const;
