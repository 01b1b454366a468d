/** What is found, in words, in the order of the text: each leads to its line, to its page, and to what would repair it. */
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';

export interface FoundIn {
  readonly name: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface FindingsOptions {
  readonly reveal: (name: string, line: number) => void;
  readonly repairs: (name: string, diagnostic: Diagnostic) => Promise<readonly CodeAction[]>;
  readonly repair: (action: CodeAction) => void;
}

export interface FindingsList {
  /** Files in their order; `isChecked`: the engine has looked at all of them. */
  show(found: readonly FoundIn[], isChecked: boolean): void;
}

/** By the numbers of the protocol. */
const WORDS = new Map<number, readonly [one: string, many: string, style: string]>([
  [1, ['error', 'errors', 'error']],
  [2, ['warning', 'warnings', 'warning']],
  [3, ['note', 'notes', 'note']],
]);

const HINT = 4;

export function createFindings(
  { list, summary }: { readonly list: HTMLElement; readonly summary: HTMLElement },
  options: FindingsOptions,
): FindingsList {
  let shown = '';
  /** What is told again keeps its place, and what was unfolded there. */
  let entries = new Map<string, HTMLElement>();
  return {
    show(found, isChecked) {
      const key = JSON.stringify([found, isChecked]);
      if (key === shown) return;
      shown = key;
      // A fact that is told together with others stands in the text; here is what tells of all of them.
      const told = found.flatMap(({ name, diagnostics }) =>
        diagnostics.filter(({ severity = 1 }) => severity !== HINT).map((diagnostic) => ({ name, diagnostic })),
      );
      summary.textContent = isChecked ? countsOf(told.map(({ diagnostic }) => diagnostic)) : 'Checking …';
      summary.classList.toggle('none', isChecked && told.length === 0);
      const isSeveral = found.length > 1;
      const sorted = told.toSorted((a, b) => a.diagnostic.range.start.line - b.diagnostic.range.start.line);
      const order = found.map(({ name }) => name);
      sorted.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
      const drawn = new Map<string, HTMLElement>();
      for (const { name, diagnostic } of sorted) {
        const same = JSON.stringify([name, isSeveral, diagnostic]);
        drawn.set(same, entries.get(same) ?? entry(name, diagnostic, isSeveral, options));
      }
      entries = drawn;
      list.replaceChildren(...drawn.values());
    },
  };
}

function countsOf(diagnostics: readonly Diagnostic[]): string {
  const counts = [...WORDS].flatMap(([severity, [one, many]]) => {
    const count = diagnostics.filter((diagnostic) => (diagnostic.severity ?? 1) === severity).length;
    return count > 0 ? `${count} ${count === 1 ? one : many}` : [];
  });
  return counts.join(', ') || 'Nothing found';
}

function entry(name: string, diagnostic: Diagnostic, isSeveral: boolean, options: FindingsOptions): HTMLElement {
  const { range, severity = 1, code, message } = diagnostic;
  const [word, , style] = WORDS.get(severity)!;
  const line = range.start.line;
  const item = made('li', `finding ${style}`);
  const go = made('button', 'go');
  go.append(made('b', '', word), ` ${isSeveral ? `${name}:` : 'line '}${line + 1}: `, ...words(String(message)));
  go.addEventListener('click', () => options.reveal(name, line));
  const tools = made('span', 'links');
  const why = made('a', '', String(code));
  why.setAttribute('href', `docs/checks/${code}.html`);
  why.setAttribute('target', '_blank');
  const repair = made('button', '', 'Repair …');
  repair.setAttribute('aria-expanded', 'false');
  const place = made('span', 'repairs');
  place.setAttribute('role', 'status');
  repair.addEventListener('click', () => void offer());
  tools.append(why, repair);
  item.append(go, tools, place);
  return item;

  async function offer(): Promise<void> {
    if (place.hasChildNodes()) {
      place.replaceChildren();
      repair.setAttribute('aria-expanded', 'false');
      return;
    }
    repair.setAttribute('aria-expanded', 'true');
    place.textContent = 'Trying what would repair it …';
    const actions = await options.repairs(name, diagnostic).catch(() => []);
    const buttons = actions.map((action) => {
      const button = made('button', '', action.title);
      button.addEventListener('click', () => options.repair(action));
      return button;
    });
    if (buttons.length > 0) place.replaceChildren(...buttons);
    else place.textContent = 'This wants a decision: no repair does it alone.';
  }
}

/** Names and lines of plans stand between backticks. */
function words(message: string): (string | HTMLElement)[] {
  return message.split('`').map((part, i) => (i % 2 === 1 ? made('code', '', part) : part));
}

function made(name: string, style: string, text?: string): HTMLElement {
  const element = document.createElement(name);
  if (style) element.className = style;
  if (text !== undefined) element.textContent = text;
  if (name === 'button') element.setAttribute('type', 'button');
  return element;
}
