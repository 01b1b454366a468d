/** The way out of a clash, a freeze or a day off that every night has: another night. Which one, somebody decides; it is offered, and never made unasked. */
import type { Workspace } from '../../language/workspace.ts';
import { counted } from '../../plan/counted.ts';
import { listed } from '../../plan/facts/words.ts';
import type { Finding, Fix } from '../../plan/findings/findings.ts';
import type { Instant } from '../../plan/time/model.ts';
import { freeSlots, IN_THE_WAY } from './slots.ts';

/** Whether another window may be what a finding asks for. */
export function asksForSlot({ code, release, waived }: Finding): boolean {
  return release !== undefined && !waived && IN_THE_WAY.has(code);
}

/** Moves the window of a release to the next one that is free; undefined: there is none within a year, or it is not written as a date here. */
export function slotFix(workspace: Workspace, uri: string, release: string, now: Instant): Fix | undefined {
  const found = freeSlots(workspace, uri, { release, count: 1 }, now);
  if ('trouble' in found) return undefined;
  const [slot] = found.slots;
  const { plan, schedules } = workspace.analysis(uri);
  const index = plan.releases.findIndex(({ name }) => name === release);
  const { from, to } = plan.releases[index]?.windows[0] ?? {};
  const { zone } = schedules[index] ?? {};
  if (!slot || from?.kind !== 'instant' || from.zone !== zone || from.place.file !== uri) return undefined;
  if (to && (to.kind !== 'instant' || to.zone !== zone || to.place.file !== uri)) return undefined;
  const range = { start: from.place.range.start, end: (to ?? from).place.range.end };
  const others = [...new Set(slot.moves.map(({ what }) => what))].filter((what) => what !== 'window');
  const moves = others.length > 0 ? `; moves ${listed(others)}` : '';
  const stays =
    slot.stays.length > 0 ? `; ${counted(slot.stays.length, 'date')} stay${slot.stays.length === 1 ? 's' : ''}` : '';
  return {
    title: `Move the window to the next free one, ${slot.text}${moves}${stays}`,
    edits: [{ kind: 'replace', place: { file: uri, range }, text: slot.text }],
  };
}
