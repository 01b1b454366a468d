/** What can be tried out, edited and looked for: of thousands of steps it is much, so it is asked for when somebody needs it. */
import type { WhatIfChoices } from '../../server/protocol.ts';
import type { ToPreview } from './messages.ts';

export interface Choices {
  /** Hands over those of what is shown, now or when they are there. */
  use(act: (choices: WhatIfChoices) => void): void;
  /** This is shown now. */
  outdate(version: number, release: string): void;
  receive(message: Extract<ToPreview, { type: 'choices' }>): void;
}

export function createChoices(ask: () => void): Choices {
  let shown = '';
  let version: number | undefined;
  let known: WhatIfChoices | undefined;
  let waiting: ((choices: WhatIfChoices) => void)[] = [];

  return {
    use(act) {
      if (known) return act(known);
      waiting.push(act);
      if (waiting.length === 1) ask();
    },
    outdate(now, release) {
      if (shown === `${now} ${release}`) return;
      shown = `${now} ${release}`;
      version = now;
      known = undefined;
      if (waiting.length > 0) ask();
    },
    receive(message) {
      if (message.version !== version) return;
      known = message.choices;
      const acts = waiting;
      waiting = [];
      for (const act of acts) act(known);
    },
  };
}
