/** The editor that shows the page: it reads and writes the log beside the plan, and asks nobody for a key. */
import type { FromBoard, ToBoard } from '../../view/run/in-editor.ts';
import { remembered } from './outbox.ts';
import { NotNow, type Way } from './way.ts';

type Night = Extract<ToBoard, { type: 'night' }>;
type Said = Extract<ToBoard, { type: 'said' }>;

interface Host {
  postMessage(message: FromBoard): void;
  setState(state: object): void;
}

/** Undefined: no editor shows this page. */
export function inEditor(): Way | undefined {
  const { acquireVsCodeApi } = globalThis as { readonly acquireVsCodeApi?: () => Host };
  if (!acquireVsCodeApi) return undefined;
  const host = acquireVsCodeApi();
  const waiting = new Map<number, (said: Said) => void>();
  let asked = 0;
  let hear: (message: Exclude<ToBoard, Said>) => void = () => {};
  /** What came before anybody listened. */
  let last: Night | undefined;
  addEventListener('message', ({ data }: MessageEvent<ToBoard>) => {
    if (data?.type === 'said') {
      waiting.get(data.asked)?.(data);
      waiting.delete(data.asked);
    } else if (data?.type === 'night' || data?.type === 'trouble') {
      if (data.type === 'night') last = data;
      host.setState({ uri: data.uri, release: data.release, rehearsal: data.rehearsal });
      hear(data);
    }
  });
  return {
    begin: async () => undefined,
    meet() {
      const first = new Promise<Exclude<ToBoard, Said>>((resolve) => {
        hear = resolve;
      });
      host.postMessage({ type: 'ready' });
      return first.then((message) => (message.type === 'night' ? { may: true } : { trouble: message.message }));
    },
    passed(then) {
      hear = () => then();
    },
    remembered: () => last?.me,
    remember: (name) => host.postMessage({ type: 'me', name }),
    listen(told, lost) {
      hear = (message) => {
        if (message.type === 'trouble') return lost(false);
        const { run, board, lines, now } = message;
        told({ run, board, lines, now, speed: 1, clock: now, here: 1 });
      };
      if (last) hear(last);
    },
    async send(_, events) {
      const mine = ++asked;
      const answer = new Promise<Said>((resolve) => waiting.set(mine, resolve));
      host.postMessage({ type: 'say', asked: mine, events });
      const { trouble, isLater } = await answer;
      if (trouble === undefined) return 'noted';
      if (isLater) throw new NotNow(trouble);
      return { refused: trouble };
    },
    outbox: async () => remembered(),
  };
}
