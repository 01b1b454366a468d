/** What draws each view of a release, as markup. */
import { renderChecklist } from './checklist.ts';
import { renderDates } from './dates-table.ts';
import type { Drawn } from './doubt.ts';
import type { ScheduleOptions } from './schedule/layout.ts';
import { renderPicture } from './schedule/picture.ts';
import type { ViewId } from './views.ts';

/** What a view is made of. */
export interface Shown extends Drawn {
  /** `lines`: entries say their file and line (`data-file`, `data-line`, from zero). */
  readonly source: 'lines' | 'none';
  /** Where a line of the plan that is drawn stands now; default: where it stood. */
  readonly lineOf?: (file: string, line: number) => number;
  /** Of what is drawn as a picture. */
  readonly picture: ScheduleOptions;
  /** All ids begin with it. */
  readonly ids: string;
}

const RENDERERS: Readonly<Record<ViewId, (shown: Shown) => string>> = {
  schedule: ({ analysis, schedule, doubt, ids, picture }) =>
    renderPicture(analysis, schedule, { ...picture, doubt }, ids),
  dates: ({ release, schedule }) => renderDates(release, schedule),
  checklist: ({ analysis, schedule, ...options }) => renderChecklist(analysis, schedule, options),
};

/** Empty: the release has nothing of this. */
export function renderView(id: ViewId, shown: Shown): string {
  return RENDERERS[id](shown);
}
