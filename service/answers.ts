/** Everything that is written as JSON, by the name of its schema in `docs/schemas/`. Within a major version it only grows. */
import type { JsonComparison } from '../exchange/json/difference.ts';
import type { JsonReport } from '../exchange/json/json.ts';
import type { JsonPolicy } from '../exchange/json/policy.ts';
import type { RunEvent } from '../plan/log/events.ts';
import type { Outline } from '../plan/outline/model.ts';
import type { JsonRunReport } from '../view/run/report.ts';
import type { JsonYear } from './calendar/json.ts';
import type { JsonEdits } from './editing/edit.ts';
import type { JsonCheck } from './findings/explain.ts';
import type { JsonRepairs } from './findings/fix.ts';
import type { NewPlan, NewPlanKind } from './new/new-plan.ts';
import type { ReleasePreview } from './pictures/preview.ts';
import type { JsonRefined } from './refine.ts';
import type { CompletionList, HoverText } from './service.ts';
import type { Slots } from './slots/slots.ts';
import type { JsonToday } from './today.ts';
import type { Trouble } from './trouble.ts';
import type { JsonTrial } from './versions/what-if.ts';

export interface Answers {
  /** `check` and `schedule`. */
  report: JsonReport;
  /** `whatIf`, and `schedule` with `--set`, `--without` or `--start`. */
  'what-if': JsonTrial;
  /** `schedule --refine`. */
  refine: JsonRefined;
  diff: JsonComparison;
  /** One check, or all of them. */
  explain: JsonCheck | JsonCheck[];
  /** What holds for each release that was asked about. */
  policy: JsonPolicy[];
  fix: JsonRepairs;
  complete: CompletionList;
  hover: HoverText;
  preview: ReleasePreview;
  'new-kinds': NewPlanKind[];
  new: NewPlan;
  edit: JsonEdits;
  /** `calendar`. */
  calendar: JsonYear;
  /** `slot`. */
  slot: Slots;
  /** `today`. */
  today: JsonToday;
  /** `run report`. */
  'run-report': JsonRunReport;
  /** A line of a run log. */
  'run-event': RunEvent;
  /** `export --format json`, and what `import` reads. */
  outline: Outline;
  /** In place of an answer: why there is none. */
  trouble: Trouble;
}
