/** The words that may open a line here, and the clauses that may follow on it. */
import { type Clause, clausesOf, LINES, REPEATABLE } from '../../language/vocabulary.ts';
import { VERBS } from '../../plan/model.ts';
import type { CompletionSite, Proposal } from './proposal.ts';
import { SNIPPETS } from './snippets.ts';

export function lineWords(site: CompletionSite): Proposal[] {
  const { context } = site;
  const words = LINES[context.owner].filter((word) => word !== 'item' && !isTaken(site, word));
  const lines = words.map((word, index) => lineWord(word, index, site.context.owner));
  if (LINES[context.owner].includes('item')) {
    lines.push({
      text: '- "…"',
      kind: 'text',
      detail: 'a line of a checklist',
      snippet: '- "$1"',
      rank: 90,
    });
  }
  // A clause of the block may stand on a line of its own inside it.
  const block = context.blocks.at(-1);
  return block
    ? [
        ...lines,
        ...clauses(
          clausesOf(block.word).filter((clause) => !ownLineless.has(clause)),
          60,
        ),
      ]
    : lines;
}

/** The clauses the line has not used yet. */
export function clauseWords(site: CompletionSite): Proposal[] {
  const { context } = site;
  if (context.before[0] === 'by' && context.clause && ['approved', 'except'].includes(context.clause)) {
    return context.before.map((word) => ({ text: word, kind: 'keyword', snippet: `${word} ` }));
  }
  if (!context.statement) return [];
  const open = clausesOf(context.statement).filter((clause) => !context.used.has(clause) || REPEATABLE.has(clause));
  // `not before` and `irreversible approved by` are one clause each; `approved` alone fits only behind what it approves.
  const fitting = open.filter(
    (clause) => clause !== 'approved' || !isStep(context.statement) || context.used.has('irreversible'),
  );
  return [...(context.clause === 'by' || context.clause === 'with' ? [skilledIn] : []), ...clauses(fitting, 10)];
}

/** Behind who, and part of it. */
const skilledIn: Proposal = {
  text: 'skilled in',
  kind: 'keyword',
  detail: 'only those who have the skill',
  snippet: 'skilled in ',
  rank: 60,
};

/** Clauses that make no sense on a line of their own. */
const ownLineless: ReadonlySet<Clause> = new Set([
  'as',
  'title',
  'quantity',
  'duration',
  'span',
  'zone',
  'done',
  'else',
  'of',
  'is',
]);

function clauses(list: readonly Clause[], rank: number): Proposal[] {
  return list.flatMap((clause, index): Proposal[] => {
    const value = valueClauses[clause];
    if (value) return value.map((each) => ({ kind: 'value', rank: rank + index, ...each }));
    return [
      {
        text: clause,
        kind: 'keyword',
        detail: clauseDetails[clause],
        rank: rank + index,
        ...(!flagLike.has(clause) && { snippet: clause === 'because' ? 'because "$1"' : `${clause} ` }),
      },
    ];
  });
}

const flagLike: ReadonlySet<Clause> = new Set(['done', 'irreversible', 'otherwise', 'deferred', 'added']);

/** Clauses that start without a word. */
const valueClauses: Partial<Record<Clause, readonly { text: string; snippet?: string; detail: string }[]>> = {
  title: [{ text: '"…"', snippet: '"$1"', detail: 'title' }],
  duration: [
    { text: '15m', detail: 'duration' },
    { text: '20m..25m..50m', snippet: '${1:20m}..${2:25m}..${3:50m}', detail: 'duration: least, likely, most' },
  ],
  span: [],
  zone: [],
  quantity: [],
};

const clauseDetails: Partial<Record<Clause, string>> = {
  by: 'the one who answers for it',
  with: 'whose time it takes, too',
  via: 'channel',
  in: 'environment or register',
  to: 'destination',
  from: 'source, or begin of a span',
  until: 'end of a span',
  at: 'start',
  'not before': 'earliest start',
  due: 'latest end',
  during: 'a range of time',
  after: 'starts when this has ended',
  alongside: 'starts together with',
  for: 'subject',
  of: 'part of a set',
  is: 'who fills it',
  else: 'the deputy, or what comes next',
  every: 'recurrence',
  version: 'old -> new',
  undo: 'how long taking this back lasts',
  irreversible: 'cannot be taken back; needs an approver',
  as: 'name of the step',
  tags: 'words to filter by',
  link: 'address',
  'only for': 'kinds of release',
  done: 'is finished',
};

function isStep(word: string | undefined): boolean {
  return word !== undefined && (VERBS as readonly string[]).includes(word);
}

/** Lines that a block has once, and has. */
function isTaken(site: CompletionSite, word: string): boolean {
  if (!once.has(word)) return false;
  const block = site.context.blocks.at(-1);
  if (block?.word !== 'release') return false;
  const lines = site.file.text.split(/\r\n|\r|\n/);
  const inner = indentOf(lines[site.context.line] ?? '');
  for (let line = block.line + 1; line < lines.length; line++) {
    const text = lines[line] ?? '';
    if (text.trimStart().startsWith('}') && indentOf(text) <= indentOf(lines[block.line] ?? '')) break;
    if (line !== site.context.line && indentOf(text) <= Math.max(inner, indentOf(lines[block.line] ?? '') + 2)) {
      if (new RegExp(`^\\s*${word}\\b`).test(text)) return true;
    }
  }
  return false;
}

const once = new Set(['kind', 'owner', 'sponsor', 'zone', 'scope', 'hypercare', 'prepare', 'follow-up']);

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

function lineWord(word: string, index: number, owner: string): Proposal {
  const snippet = SNIPPETS[word];
  // Inside policies and people the words `release` and `role` head no block.
  const fits = snippet && (!snippet.in || snippet.in.includes(owner));
  return {
    text: word,
    kind: snippet && fits ? 'snippet' : 'keyword',
    rank: 10 + index,
    ...(fits && { detail: snippet.detail, documentation: `\`\`\`release\n${plain(snippet.text)}\n\`\`\`` }),
    snippet: fits ? snippet.text : `${word} `,
  };
}

/** A snippet as it reads when nobody fills it in. */
export function plain(snippet: string): string {
  let text = snippet;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\$\{\d+:([^{}]*)\}/g, '$1').replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');
  }
  return text.replace(/\$\d+/g, '').replace(/[ \t]+$/gm, '');
}
