/** Asks what would come of a change, one question at a time: what is asked meanwhile waits, and only the last of it. */
import type { StepEdit, StepOutcome } from '../../../server/protocol.ts';
import type { ToPreview } from '../messages.ts';
import type { Preview, Shown } from './model.ts';

/** Of one step; what is not said stays as it is. */
export type Wish = Omit<StepEdit, 'release'>;

export interface Answers {
  tried?(outcome: StepOutcome, says: readonly string[]): void;
  edited?(says: readonly string[]): void;
  refused(message: string): void;
}

export interface Asking {
  try_(wish: Wish, answers: Answers): void;
  edit(wish: Wish, answers: Answers): void;
  /** No answer is waited for any more. */
  drop(): void;
  receive(message: ToPreview): void;
  shown(message: Shown): void;
  /** Why nothing can be changed; undefined: it can. */
  readonly readOnly: string | undefined;
}

export function createAsking({ say }: Pick<Preview, 'say'>): Asking {
  let shown: Shown | undefined;
  let asked = 0;
  let answers: Answers | undefined;
  let isBusy = false;
  let next: (() => void) | undefined;

  const readOnly = () => {
    if (!shown) return 'There is nothing that could be changed yet.';
    if (shown.readOnly !== undefined) return shown.readOnly;
    return document.body.classList.contains('rp-trying')
      ? 'Something is tried out: go back to the plan first, then it can be changed.'
      : undefined;
  };
  const send = (type: 'try-step' | 'edit-step', wish: Wish, wanted: Answers) => {
    const why = readOnly();
    if (why !== undefined || !shown) return wanted.refused(why ?? '');
    answers = wanted;
    isBusy = true;
    asked++;
    say({ type, asked, version: shown.version, edit: { release: shown.pictures.release, ...wish } });
  };

  return {
    get readOnly() {
      return readOnly();
    },
    try_(wish, wanted) {
      const act = () => send('try-step', wish, wanted);
      if (isBusy) next = act;
      else act();
    },
    edit(wish, wanted) {
      next = undefined;
      send('edit-step', wish, wanted);
    },
    drop() {
      next = undefined;
      answers = undefined;
    },
    receive(message) {
      if (!('asked' in message) || message.asked !== asked) return;
      isBusy = false;
      const [wanted, waiting] = [answers, next];
      next = undefined;
      if (message.type === 'step-tried') wanted?.tried?.(message.outcome, message.says);
      else if (message.type === 'step-edited') wanted?.edited?.(message.says);
      else wanted?.refused(message.message);
      waiting?.();
    },
    shown(message) {
      const isSameText = shown?.version === message.version;
      shown = message;
      if (isSameText) return;
      // Whatever is answered now is about a text that was.
      asked++;
      isBusy = false;
      next = undefined;
      answers = undefined;
    },
  };
}
