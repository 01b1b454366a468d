/** What draws each view of a release, as markup. */
import { riskOf as simulate } from '../plan/risk/risk.ts';
import type { RiskLookup } from '../plan/risk/shown.ts';
import type { Noted } from './checklist/entries.ts';
import { checklistRows, renderChecklist } from './checklist.ts';
import type { Drawn } from './doubt.ts';
import { renderDates } from './page/dates-table.ts';
import type { List } from './rows/list.ts';
import type { ScheduleOptions } from './schedule/layout.ts';
import { renderPicture } from './schedule/picture.ts';
import type { Arrangement } from './tables/arranged.ts';
import { renderTable, tableRows } from './tables/html.ts';
import { isTable, type TableId, tableOf } from './tables/tabled.ts';
import type { ListId, ViewId } from './views.ts';

/** What a view is made of. */
export interface Shown extends Drawn {
  /** `lines`: entries say their file and line (`data-file`, `data-line`, from zero). */
  readonly source: 'lines' | 'none';
  /** Where a line of the plan that is drawn stands now; default: where it stood. */
  readonly lineOf?: (file: string, line: number) => number;
  /** Of what is drawn as a picture. */
  readonly picture: ScheduleOptions;
  /** Default: what is drawn is simulated. */
  readonly riskOf?: RiskLookup;
  /** All ids begin with it. */
  readonly ids: string;
  /** What the log of an open run says. */
  readonly noted?: Noted;
  /** Of a table. */
  readonly arranged?: Arrangement;
}

const RENDERERS: Readonly<Record<ViewId, (shown: Shown) => string>> = {
  schedule: ({ analysis, schedule, doubt, ids, picture, ...shown }) =>
    renderPicture(analysis, schedule, { ...picture, doubt, risk: shownRisk({ analysis, schedule, ...shown }) }, ids),
  dates: ({ release, schedule }) => renderDates(release, schedule),
  checklist: ({ analysis, schedule, ...options }) => renderChecklist(analysis, schedule, options),
  'run-sheet': (shown) => tabled('run-sheet', shown),
  coverage: (shown) => tabled('coverage', shown),
  people: (shown) => tabled('people', shown),
  communications: (shown) => tabled('communications', shown),
  summary: (shown) => tabled('summary', shown),
};

function tabled(id: TableId, { source, lineOf, picture, ...drawn }: Shown): string {
  return renderTable(tableOf(id, drawn, picture), { source, lineOf });
}

/** What may come of the release that is drawn. */
export function shownRisk({ analysis, release, schedule, riskOf = simulate }: Drawn & Pick<Shown, 'riskOf'>) {
  return riskOf(analysis.plan, release, schedule);
}

/** The same of a list as rows, for whoever shows a few of them; undefined: the release has nothing of this. */
export function rowsOfView(id: ListId, shown: Shown): List | undefined {
  const { source, lineOf, picture, analysis, schedule } = shown;
  if (isTable(id)) return tableRows(tableOf(id, shown, picture, shown.arranged), { source, lineOf });
  return checklistRows(analysis, schedule, shown);
}

/** Empty: the release has nothing of this. */
export function renderView(id: ViewId, shown: Shown): string {
  return RENDERERS[id](shown);
}
