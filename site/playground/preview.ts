/** The pictures beside the text: the preview of the extension, in a frame of its own, fed by the engine of this page. */
import { messageFromPreview } from '../../client/webview/message-schemas.ts';
import type { ToPreview, Wishes } from '../../client/webview/messages.ts';
import { type Asked, createHands, type Looked } from './hands.ts';
import { reasonOf } from './reason.ts';

export interface PreviewOptions {
  readonly engine: Asked;
  readonly reveal: (uri: string, line: number) => void;
  /** Why nothing can be changed here; missing: it can. */
  readonly readOnly?: string;
}

export interface Preview {
  /** Pulls the pictures of what the file says now. */
  refresh(): void;
  /** Another file is looked at. */
  look(file: Looked): void;
  markCursor(uri: string, line: number): void;
}

export function createPreview(frame: HTMLIFrameElement, { engine, reveal, readOnly }: PreviewOptions): Preview {
  let wishes: Wishes | undefined;
  let file: Looked | undefined;
  /** Counts the pulls: only the answer of the last one is shown. */
  let pull = 0;
  let shown: { readonly release: string; readonly version: number } | undefined;
  let trial: { readonly version: number; readonly changes: object } | undefined;

  const say = (message: ToPreview) => frame.contentWindow?.postMessage(message, '*');

  const hands = createHands({ engine, file: () => file, release: () => shown?.release, say });

  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow) return;
    const message = messageFromPreview(data);
    if (!message) return;
    if (message.type === 'reveal') reveal(message.file, message.line);
    else if (message.type === 'tick') void tick(message.file, message.line);
    else if (message.type === 'reorder') void (file && shown && engine.reorder(file.uri, shown.release));
    else if (message.type === 'try') {
      trial = shown && message.changes && { version: shown.version, changes: message.changes };
      void refresh();
    } else if (message.type === 'ready' || message.type === 'wish') {
      wishes = message.wishes;
      void refresh();
    } else hands(message);
  });
  // Begun before somebody listens it would say in vain that it is ready, as over a slow line it is long before this page.
  frame.src = 'preview.html';

  return {
    refresh: () => void refresh(),
    look(wanted) {
      file = wanted;
      shown = undefined;
      trial = undefined;
      void refresh();
    },
    markCursor: (uri, line) => say({ type: 'cursor', file: uri, line }),
  };

  async function refresh(): Promise<void> {
    if (!wishes || !file) return;
    const mine = ++pull;
    const { uri } = file;
    const options = wishes;
    try {
      const notice = trial && (await tryOut(options));
      if (mine !== pull || notice === 'shown') return;
      const answer = await engine.ask('release/preview', { uri, options });
      if (mine !== pull) return;
      if (answer?.pictures) {
        const { pictures, releases, version } = answer;
        shown = { release: pictures.release, version };
        say({ type: 'show', uri, pictures, releases, version, readOnly, ...(notice && { notice }) });
      } else {
        say({ type: 'trouble', isEarlier: true, ...(answer?.trouble ?? { message: 'This file cannot be read.' }) });
      }
    } catch (error) {
      if (mine === pull) say({ type: 'trouble', message: `The plan cannot be drawn: ${reasonOf(error)}` });
    }
  }

  /** `shown`: it is there, or the preview says why not; a text: it is over, because of this. */
  async function tryOut(options: object): Promise<string> {
    const asked = trial!;
    const answer = await engine.ask('release/whatIf', { uri: file!.uri, options, ...asked });
    if (trial !== asked) return 'shown';
    if (!('trouble' in answer)) {
      const { pictures, summary, report } = answer;
      say({ type: 'tried', pictures, summary, report });
      return 'shown';
    }
    trial = undefined;
    if (answer.isOutdated) return 'The plan was edited: this is the plan again, and what was tried is gone.';
    say({ type: 'not-tried', message: answer.trouble });
    return 'shown';
  }

  async function tick(uri: string, line: number): Promise<void> {
    if (readOnly !== undefined) return say({ type: 'trouble', message: readOnly });
    try {
      const ticked = await engine.ask('release/tick', { uri, line });
      if ('trouble' in ticked) say({ type: 'trouble', message: ticked.trouble, file: uri, line });
      else engine.apply({ changes: { [uri]: ticked.edits } });
    } catch (error) {
      say({ type: 'trouble', message: `The tick was not recorded: ${reasonOf(error)}` });
    }
  }
}
