/** What an event of a calendar is to a plan, by its words: a day off, a freeze, somebody's leave, a turn of a roster, or something to plan around. */

export type Meant =
  | { readonly kind: 'holiday' | 'freeze' | 'event' }
  | { readonly kind: 'leave'; readonly who: string }
  | { readonly kind: 'turn'; readonly who: string; readonly roster: string };

const HOLIDAY = /\b(?:holiday|bank holiday|public holiday|feiertag|jour férié|festivo|feriado)\b/i;
const FREEZE = /\b(?:freeze|moratorium|blackout|no[ -]?change|change[ -]?stop|sperre|gel)\b/i;
const AWAY = 'leave|vacation|pto|ooo|out of office|urlaub|abwesend|congés?|vacaciones';
const LEAVE = new RegExp(`^(?:(?:${AWAY})[:\\s-]+(.+)|(.+?)[:\\s-]+(?:on )?(?:${AWAY}))$`, 'i');
const DUTY =
  'on[ -]?call|rufbereitschaft|bereitschaft(?:sdienst)?|rota|roster|duty|dienstplan|schichtplan|shifts?|astreinte|guardia';
/** `On Call - Jonas Weber - Ops`, `Jonas Weber on call`, `Jonas Weber (on-call)`. */
const TURN = new RegExp(
  `^(?:(?:${DUTY})\\s*[:–—-]+\\s*(.+?)(?:\\s+[:–—-]\\s+(.+))?|(.+?)\\s*[:–—(-]*\\s*(?:is |has )?(?:${DUTY})\\)?)$`,
  'i',
);
const IS_ROSTER = new RegExp(`\\b(?:${DUTY})\\b`, 'i');

/** Where no event says so itself, and the calendar is called so, each of its events is called as whoever has a turn. */
export function isOfTurns(calendar: string, summaries: readonly string[]): boolean {
  return IS_ROSTER.test(calendar) && !summaries.some((one) => TURN.test(one));
}

export function meantBy(summary: string, category: string, calendar: string, ofTurns: boolean): Meant {
  const leave = LEAVE.exec(summary);
  if (leave) return { kind: 'leave', who: (leave[1] ?? leave[2])!.trim() };
  if (FREEZE.test(summary)) return { kind: 'freeze' };
  if (HOLIDAY.test(`${summary} ${category} ${calendar}`)) return { kind: 'holiday' };
  const [, first, roster, other] = TURN.exec(summary) ?? [];
  const who = (first ?? other)?.trim();
  if (who !== undefined && who !== '') return { kind: 'turn', who, roster: roster ?? calendar };
  return ofTurns && summary.trim() !== '' ? { kind: 'turn', who: summary.trim(), roster: calendar } : { kind: 'event' };
}
