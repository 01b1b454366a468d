/**
 * Plans in the Markdown preview: a ```` ```release ```` fence, and a link to a `.release` file that stands alone, are drawn.
 *
 * Markdown is drawn at once, and the engine is in the language server: what is not known yet says so, is asked for, and the
 * preview is drawn anew when the answer is there. What arrives is markup in which every text of a plan is escaped.
 */
import { commands, type ExtensionContext, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests } from '../../../server/protocol.ts';
import { escapeText } from '../../../view/markup.ts';
import type { News } from '../news.ts';

type Ask = ClientRequests['release/inline']['ask'];
type Answer = ClientRequests['release/inline']['answer'];

/** Of markdown-it only what is used here. */
export interface MarkdownIt {
  readonly renderer: { readonly rules: Record<string, Rule | undefined> };
}

interface Token {
  readonly type: string;
  readonly info: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
  attrGet(name: string): string | null;
}

type Rule = (
  tokens: readonly Token[],
  index: number,
  options: unknown,
  env: Environment | undefined,
  self: Self,
) => string;

interface Self {
  renderToken(tokens: readonly Token[], index: number, options: unknown): string;
}

interface Environment {
  readonly currentDocument?: Uri;
}

/** Pixels of a picture: a preview beside its text has about as much. */
const WIDTH = 700;
/** Milliseconds: several plans of one page arrive one after the other. */
const TOGETHER = 60;
/**
 * Milliseconds: VS Code drops a refresh while the preview has another update before it, of 300 ms at most, and draws nothing then.
 * What nobody has asked for since it arrived is refreshed again; a preview that has been closed asks for nothing.
 */
const ASKED_FOR = 800;
const MOST_REFRESHES = 5;
/** What is asked for by an update of another reason is sent to a page that may still be loading, and lost there: it is drawn once more. */
const CERTAIN = 2;
/** So many plans are remembered. */
const MOST = 60;

export function activateMarkdown(context: ExtensionContext, client: BaseLanguageClient, news: News) {
  /** By what was asked, the oldest first. */
  const known = new Map<string, string>();
  /** What has arrived or is another one, and how many refreshes still have to ask for it. */
  const owed = new Map<string, number>();
  /** Since the last refresh. */
  const asked = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drawAnew = (refreshes = 1) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked.clear();
      void commands.executeCommand('markdown.preview.refresh');
      timer = setTimeout(() => {
        for (const key of asked) {
          const left = (owed.get(key) ?? 1) - 1;
          if (left > 0) owed.set(key, left);
          else owed.delete(key);
        }
        if (owed.size > 0 && refreshes < MOST_REFRESHES) drawAnew(refreshes + 1);
        else owed.clear();
      }, ASKED_FOR);
    }, TOGETHER);
  };

  const forget = () => {
    if (known.size === 0) return;
    for (const key of known.keys()) owed.set(key, CERTAIN);
    known.clear();
    drawAnew();
  };

  const drawn = (key: string, ask: () => Promise<Ask>): string => {
    asked.add(key);
    const found = known.get(key);
    if (found !== undefined) return found;
    const waiting = '<p class="rp-clear">The schedule is being drawn…</p>';
    known.set(key, waiting);
    for (const old of known.keys()) if (known.size > MOST) known.delete(old);
    void ask()
      .then((asked) => client.sendRequest<Answer>('release/inline', asked))
      .then((answer) => ('trouble' in answer ? trouble(answer.trouble) : answer.markup))
      .catch((error: unknown) => trouble(error instanceof Error ? error.message : String(error)))
      .then((markup) => {
        known.set(key, markup);
        owed.set(key, CERTAIN);
        drawAnew();
      });
    return waiting;
  };

  const ofText = (text: string, document: Uri | undefined, index: number) =>
    drawn(`${document ?? ''} ${index} ${text}`, async () => ({
      uri: `${document ?? Uri.parse('untitled:text.md')}`,
      text,
      width: WIDTH,
      ids: `rpm${index}`,
    }));

  const ofFile = (file: Uri, index: number) =>
    drawn(`file ${file} ${index}`, async () => {
      const { text } = await read(file);
      return { uri: file.toString(), text, width: WIDTH, ids: `rpf${index}` };
    });

  context.subscriptions.push(
    // A plan that is linked, or that a fence imports, has changed.
    news(forget),
    workspace.onDidSaveTextDocument(({ languageId }) => {
      if (languageId === 'release') forget();
    }),
  );

  return {
    extendMarkdownIt<M extends MarkdownIt>(markdown: M): M {
      const { rules } = markdown.renderer;
      const fence = rules.fence;
      rules.fence = (tokens, index, options, env, self) => {
        const { info, content } = tokens[index]!;
        if (info.trim().split(/\s+/)[0]?.toLowerCase() !== 'release')
          return fence ? fence(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
        return `${ofText(content, env?.currentDocument, index)}\n`;
      };
      const close = rules.paragraph_close;
      rules.paragraph_close = (tokens, index, options, env, self) => {
        const end = close ? close(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
        const file = linkedPlan(tokens[index - 1], env?.currentDocument);
        return file ? `${end}${ofFile(file, index)}\n` : end;
      };
      return markdown;
    },
  };
}

/** The plan that a paragraph leads to which is a link and nothing else. */
function linkedPlan(inline: Token | undefined, document: Uri | undefined): Uri | undefined {
  const [open, ...rest] = (inline?.children ?? []).filter(
    ({ type, content }) => type !== 'text' || content.trim() !== '',
  );
  const isAlone = open?.type === 'link_open' && rest.at(-1)?.type === 'link_close';
  const links = (inline?.children ?? []).filter(({ type }) => type === 'link_open').length;
  const target = isAlone && links === 1 ? open.attrGet('href') : null;
  if (!document || target === null || !/^[^:?#]+\.release$/i.test(target)) return undefined;
  const path = decodeURIComponent(target);
  const root = workspace.getWorkspaceFolder(document)?.uri;
  return path.startsWith('/') ? root && Uri.joinPath(root, path) : Uri.joinPath(document, '..', path);
}

/** As it stands in an editor, else as it was saved. */
async function read(file: Uri): Promise<{ readonly text: string }> {
  const shown = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (shown) return { text: shown.getText() };
  return { text: new TextDecoder().decode(await workspace.fs.readFile(file)) };
}

function trouble(message: string): string {
  return `<p class="rp-doubt">${escapeText(message)}</p>`;
}
