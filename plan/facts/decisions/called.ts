/** The rollbacks and plays that a trigger or a no-go names. */
import type { Release } from '../../model.ts';

/** `then rollback` without a name means whichever there is. */
export const ANY = '';

export function calledNames({ triggers, steps }: Release): readonly string[] {
  const calls = [...triggers.flatMap(({ then }) => then), ...steps.flatMap(({ gate }) => gate?.noGo ?? [])];
  return calls.flatMap(({ action, ref }) =>
    action === 'rollback' ? [ref?.name ?? ANY] : action === 'play' && ref ? [ref.name] : [],
  );
}
