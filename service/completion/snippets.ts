/** What a word that opens a line is for, and a line that shows it. */
import type { Line, Owner } from '../../language/lines.ts';
import { SNIPPETS, type Snippet } from './snippet-table.ts';

export function snippetFor(word: Line, owner: Owner): Snippet {
  return ELSEWHERE[owner]?.[word] ?? SNIPPETS[word];
}

const theirDays: Snippet = { detail: 'whose working days count', text: 'calendar ${1:office}' };

/** Words that open another line in another place. */
const ELSEWHERE: Partial<Readonly<Record<Owner, Partial<Readonly<Record<Line, Snippet>>>>>> = {
  release: { calendar: theirDays },
  person: { calendar: theirDays },
  party: { calendar: theirDays },
  team: { calendar: theirDays },
  audience: { calendar: theirDays },
  train: { release: { detail: 'which release it is on which date', text: 'release ${1:name-1.0} at ${2:tbd}' } },
  roster: {
    shift: { detail: 'how long a shift is', text: 'shift every ${1:8h}' },
    escalate: { detail: 'who is called, the first one first', text: 'escalate ${1:who}' },
  },
  message: { text: { detail: 'what it says', text: 'text "${1:We are away tonight.}"' } },
};

/** A snippet as it reads when nobody fills it in. */
export function written(snippet: string): string {
  let text = snippet;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\$\{\d+:([^{}]*)\}/g, '$1').replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');
  }
  return text.replace(/\$\d+/g, '').replace(/[ \t]+$/gm, '');
}
