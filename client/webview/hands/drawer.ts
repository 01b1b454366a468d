/** All findings of the release, to be worked off: filtered, led to, and repaired as the light bulb of the editor would. */
import type { ListedFinding } from '../../../server/protocol.ts';
import type { ToPreview } from '../messages.ts';
import type { Asking } from './ask.ts';
import { button, made, withCode } from './elements.ts';
import type { Preview } from './model.ts';

export interface Drawer {
  toggle(): void;
  /** Another text is shown. */
  refresh(): void;
  receive(message: ToPreview): void;
}

const KINDS = ['error', 'warning', 'information', 'waived'] as const;
type Kind = (typeof KINDS)[number];
const WORDS: Readonly<Record<Kind, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  information: 'Notes',
  waived: 'Waived',
};
/** Nobody reads more at once, and the filter finds the others. */
const MOST = 200;

export function createDrawer(preview: Preview, asking: Asking): Drawer {
  const opener = document.getElementById('drawer-open')!;
  let findings: readonly ListedFinding[] = [];
  let hidden: ReadonlySet<Kind> = new Set<Kind>(['waived']);
  let wanted = '';
  let drawer: HTMLElement | undefined;
  const kinds = made('div', { role: 'group', 'aria-label': 'Which findings' });
  const list = made('ul', { 'aria-label': 'Findings' });
  const count = made('p', { role: 'status' });
  const repairs = new Map<number, HTMLElement>();

  const close = () => {
    drawer?.remove();
    drawer = undefined;
    document.body.classList.remove('rp-drawn');
    opener.setAttribute('aria-expanded', 'false');
    opener.focus();
    preview.resized();
  };

  const open = () => {
    const filter = made('input', {
      type: 'search',
      'aria-label': 'Filter findings',
      placeholder: 'code, person, step …',
    });
    filter.value = wanted;
    filter.addEventListener('input', () => {
      wanted = filter.value;
      fill();
    });
    drawer = made(
      'aside',
      { class: 'rp-drawer', 'aria-label': 'Findings of the release' },
      made('header', {}, made('h2', {}, 'Findings'), button('Close', close), kinds, filter, count),
      list,
    );
    drawer.addEventListener('keydown', onKey);
    document.querySelector('main')!.append(drawer);
    document.body.classList.add('rp-drawn');
    opener.setAttribute('aria-expanded', 'true');
    preview.resized();
    filter.focus();
    preview.say({ type: 'findings' });
  };

  function fill(): void {
    kinds.replaceChildren(...KINDS.map(kindButton));
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = findings.flatMap((finding, index) => {
      const text =
        `${finding.code} ${finding.message} ${finding.members?.map(({ label }) => label).join(' ') ?? ''}`.toLowerCase();
      return !hidden.has(kindOf(finding)) && words.every((word) => text.includes(word)) ? [{ finding, index }] : [];
    });
    repairs.clear();
    list.replaceChildren(...chosen.slice(0, MOST).map(({ finding, index }) => entry(finding, index)));
    const more = chosen.length > MOST ? ` The first ${MOST} are shown; filter for the others.` : '';
    count.textContent =
      findings.length === 0 ? 'Nothing is found: all is well.' : `${chosen.length} of ${findings.length}.${more}`;
  }

  function kindButton(kind: Kind): HTMLElement {
    const number = findings.filter((one) => kindOf(one) === kind).length;
    const act = () => {
      const next = new Set(hidden);
      if (!next.delete(kind)) next.add(kind);
      hidden = next;
      fill();
      kinds.querySelector<HTMLElement>(`[data-kind=${kind}]`)?.focus();
    };
    return button(`${WORDS[kind]} ${number}`, act, { 'aria-pressed': String(!hidden.has(kind)), 'data-kind': kind });
  }

  function entry(finding: ListedFinding, index: number): HTMLElement {
    const { code, message, file, range, members = [], waived } = finding;
    const line = range.start.line;
    const offered = made('div', { class: 'rp-repairs' });
    repairs.set(index, offered);
    return made(
      'li',
      { class: `rp-found-${kindOf(finding)}` },
      made(
        'p',
        {},
        made('span', { class: 'rp-tag' }, kindOf(finding)),
        ' ',
        ...withCode(message),
        waived && ` Waived: ${waived}`,
      ),
      members.length > 0 &&
        made(
          'div',
          { class: 'rp-members' },
          ...members.map((one) =>
            button(one.label ?? `line ${one.range.start.line + 1}`, () => reveal(one.file, one.range.start.line), {
              title: `Line ${one.range.start.line + 1}`,
            }),
          ),
        ),
      made(
        'div',
        {},
        button(`Line ${line + 1}`, () => reveal(file, line), {
          class: 'rp-go',
          'aria-label': `Go to line ${line + 1}: ${message}`,
        }),
        waived === undefined && button('Repair …', () => askRepairs(index), { 'aria-label': `Repair …: ${message}` }),
        made('span', { class: 'rp-extra' }, code),
      ),
      offered,
    );
  }

  function askRepairs(index: number): void {
    if (asking.readOnly !== undefined)
      repairs.get(index)?.replaceChildren(made('p', { role: 'status' }, asking.readOnly));
    else preview.say({ type: 'repairs', finding: index });
  }

  function reveal(file: string, line: number): void {
    preview.say({ type: 'reveal', file, line });
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') close();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [...list.querySelectorAll<HTMLElement>('.rp-go')];
    if (by !== undefined && stops.length > 0) {
      const own = document.activeElement?.closest('li')?.querySelector<HTMLElement>('.rp-go');
      const now = own ? stops.indexOf(own) : by > 0 ? -1 : stops.length;
      stops[Math.min(Math.max(now + by, 0), stops.length - 1)]!.focus();
    } else if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    toggle: () => (drawer ? close() : open()),
    refresh() {
      if (drawer) preview.say({ type: 'findings' });
    },
    receive(message) {
      if (message.type === 'found') {
        const index = [...list.children].findIndex((one) => one.contains(document.activeElement));
        findings = message.findings;
        fill();
        // What was repaired is gone: the one that has taken its place is next.
        const next = list.children[Math.min(index, list.children.length - 1)];
        if (index >= 0) next?.querySelector<HTMLElement>('.rp-go')?.focus();
      } else if (message.type === 'repairs') {
        const { finding, titles, message: why } = message;
        const offered = repairs.get(finding);
        offered?.replaceChildren(
          ...titles.map((title) => button(title, () => preview.say({ type: 'repair', finding, title }))),
          ...(why ? [made('p', { role: 'status' }, why)] : []),
        );
        offered?.querySelector('button')?.focus();
      }
    },
  };
}

function kindOf({ severity, waived }: ListedFinding): Kind {
  return waived === undefined ? severity : 'waived';
}
