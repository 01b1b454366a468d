/** A date is counted from the begin of the window, and the other way round: so a plan moves with its window, or does not. */
import type { Range } from '../../plan/model.ts';
import { timeAt } from '../lookup.ts';
import { replaced, textAt } from '../step-edit/text.ts';
import { countedFromT, dated } from '../step-edit/times.ts';
import type { Attempt, Version } from './model.ts';

export function otherTime(version: Version, { start }: Range): readonly Attempt[] {
  const { uri, workspace, release, schedule } = version;
  const time = timeAt(release, uri, start);
  const moment = time && schedule.moments[time.id];
  // What says when the window is cannot be counted from it.
  if (!moment || schedule.T === undefined || isOfWindow(version, time.place.range)) return [];
  const texts = time.kind === 'offset' ? dated(version, time, moment.at) : countedFromT(version, time, moment.at);
  const was = textAt(workspace, time.place);
  return texts
    .filter((text) => text !== was)
    .slice(0, 1)
    .map((text) => ({
      kind: 'rewrite' as const,
      title: `Write \`${text}\` for \`${was}\``,
      ways: texts.map((one) => [replaced(time.place, one)]),
    }));
}

function isOfWindow({ uri, release }: Version, { start }: Range): boolean {
  return release.windows.some(({ place }) => place.file === uri && place.range.start.line === start.line);
}
