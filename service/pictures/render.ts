/** A plan as a picture or a page that stands alone. */
import { formatsOf } from '../../exchange/formats.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import type { Grouping } from '../../view/schedule/rows.ts';
import { namesOfNight } from '../../view/tables/person.ts';
import { isTable } from '../../view/tables/tabled.ts';
import { isList, VIEWS } from '../../view/views.ts';

export interface RenderAsk {
  /** `svg`, `html` or `md`: what `docs/ci.md` lists for a plan. */
  readonly format: string;
  /** Only this one; default: all releases on a page, the first one as a picture. */
  readonly release?: string;
  /** Default: `block`. */
  readonly grouping?: Grouping;
  /** Pixels of a picture; default: 1100. */
  readonly width?: number;
  /** One of those of `docs/views.md`; default: all on a page, the schedule as a picture. */
  readonly view?: string;
  /** Somebody who works on the release: their night, by their own clock. */
  readonly person?: string;
  /** Draws the now-line. */
  readonly now?: Instant;
}

/** @param name how answers call the file */
export async function drawn(
  analysis: Analysis,
  name: string,
  ask: RenderAsk,
): Promise<Found<{ readonly text: string }>> {
  const { format: wanted, grouping = 'block', width = 1100, now } = ask;
  const formats = formatsOf('plan');
  const format = formats.find((each) => each.name === wanted);
  if (!format) {
    return { trouble: `There is no format '${wanted}'. There are ${formats.map((each) => each.name).join(', ')}.` };
  }
  const view = VIEWS.find(({ id }) => id === ask.view);
  if (ask.view !== undefined && !view) {
    return { trouble: `There is no view '${ask.view}'. There are ${VIEWS.map(({ id }) => id).join(', ')}.` };
  }
  if (wanted === 'svg' && view && isList(view) && !isTable(view.id)) {
    return { trouble: `The ${view.id} is no picture: --format html writes it as a page.` };
  }
  if (wanted === 'md' && view && !isTable(view.id)) {
    return { trouble: `The ${view.id} is no table: --format html writes it as a page.` };
  }
  const chosen = chosenOf(analysis, name, ask.release);
  if ('trouble' in chosen) return chosen;
  const { person } = ask;
  if (person !== undefined) {
    const names = chosen.schedules.flatMap((schedule) =>
      namesOfNight({ release: releaseOf(chosen, schedule), schedule }),
    );
    if (!names.includes(person)) {
      const there = names.length > 0 ? `There are ${[...new Set(names)].join(', ')}.` : 'Nobody works on it.';
      return { trouble: `${name} has no work for '${person}'. ${there}` };
    }
    if (view) return { trouble: 'One view, or the night of one person: not both.' };
  }
  return { text: await format.write({ analysis: chosen, grouping, width, now, view: view?.id, person }) };
}

/** The analysis with only the releases that are asked for. */
function chosenOf(analysis: Analysis, name: string, release: string | undefined): Found<Analysis> {
  const { plan, schedules } = analysis;
  if (schedules.length === 0) return { trouble: `${name} declares no release: there is nothing to draw.` };
  if (release === undefined) return analysis;
  const isChosen = schedules.map((schedule) => schedule.release === release);
  if (!isChosen.includes(true)) {
    const names = schedules.map((schedule) => schedule.release).join(', ');
    return { trouble: `${name} has no release '${release}'. It has: ${names}.` };
  }
  const only = <T>(all: readonly T[]) => all.filter((_, i) => isChosen[i]);
  return { ...analysis, plan: { ...plan, releases: only(plan.releases) }, schedules: only(schedules) };
}
