/** What lowering accepts, for whoever offers it: types of parameters, and the things that a condition may ask for. */
import type { Named, State } from '../plan/model.ts';
import { EXPECTED } from './lower/expected.ts';

export { PARAMETER_WORDS } from './lower/runbooks/parameters.ts';
export { typeOfParameter } from './lower/runbooks/templates.ts';

/** What may be `late`, what may take too long, and what may have `failed`. */
export const KINDS_WITH_STATE: Readonly<Record<State, readonly Named['kind'][]>> = {
  late: EXPECTED.late.kinds,
  length: EXPECTED.length.kinds,
  failed: EXPECTED.failed.kinds,
};
