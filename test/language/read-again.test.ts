/** What of a text is read again when it is edited, by what is done to which line: the statements that are new in the tree, and what is known of the edit. */
import { test } from 'vitest';
import type { Statement } from '../../language/generated/ast.ts';
import { parseEdited } from '../../language/mend/mend.ts';
import { allStatements } from '../../language/own-clauses.ts';
import { type Parsed, parseAgain } from '../../language/parse/parser.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Plan } from '../../plan/model.ts';
import { expectGolden } from '../support/golden.ts';

const URI = 'file:///plans/plan.release';
const TEXT = `zone UTC
// who
// they are
person ann "Ann"
team ops is ann,
  bob
service web { uses db }

release r-1 "One" {
  owner ann
  window Sat 2026-12-05 22:00 .. 24:00 // at night

  // the run
  run {
    deploy web 10m by ann
    task look "Look" 5m
      by bob after deploy web
    gate go 5m by ann {
      quorum 2 of ops
      - "Ask" by bob
    }
    task last 5m {
      by ann
      link "https://x.example"
    }
  }
  when "Errors" > 1 % then rollback
  rollback { task back 5m by bob }
}
person bob
`;
const LINES = TEXT.split('\n');

/** By what is done to a line: what stands there then. */
const EDITS: Readonly<Record<string, (line: string, next: string) => string | undefined>> = {
  out: () => undefined,
  twice: (line) => `${line}\n${line}`,
  empty: () => '',
  'remark above': (line) => `// so\n${line}`,
  'remark behind': (line) => `${line} // so`,
  'other remark': (line) => (line.includes('//') ? line.replace(/\/\/.*/, '// else') : undefined),
  'step above': (line) => `task new 5m by ann\n${line}`,
  'letter typed': (line) => line.replace(/(\w)(\W*)$/, '$1x$2'),
  'word before': (line) => line.replace(/(\w+)(\W*)$/, 'done $1$2'),
  'first word': (line) => line.replace(/\w+/, 'task'),
  'last word': (line) => line.replace(/ ?[\w":/.]+(\W*)$/, '$1'),
  'room in it': (line) => line.replace(/(\w) (\w)/, '$1   $2'),
  'comma behind': (line) => `${line},`,
  'brace behind': (line) => `${line} {`,
  'block behind': (line) => `${line} { }`,
  'quote in it': (line) => line.replace(/ (\w)/, ' "$1'),
  joined: (line, next) => `${line} ${next.trim()}`,
};

const where = (one: Statement) => `${one.$type}@${one.$cstNode!.range.start.line + 1}`;

function said({ edit, ...parsed }: Parsed, before: Parsed['root'], known: ReadonlySet<Statement>): string {
  if (parsed.root !== before) return 'all';
  const fresh = [...allStatements(parsed.root)].filter((one) => !known.has(one)).map(where);
  const words =
    edit && `${edit.line + 1}:${edit.behind} by ${edit.by}${edit.statement ? ` of ${where(edit.statement)}` : ''}`;
  return [fresh.join(' ') || 'nothing', ...(words ? [words] : [])].join(' · ');
}

test.each(Object.entries(EDITS))('%s', (name, edit) => {
  const rows = LINES.flatMap((line, i) => {
    const next = LINES[i + 1];
    const now = edit(line, next ?? '');
    if (now === line) return [];
    const lines =
      name === 'joined'
        ? [...LINES.slice(0, i), now!, ...LINES.slice(i + 2)]
        : LINES.toSpliced(i, 1, ...(now === undefined ? [] : [now]));
    // The one before is mended, so that it is read anew each time.
    parseAgain('');
    const before = parseAgain(TEXT);
    const known = new Set(allStatements(before.root));
    const root = before.root;
    return [`${i + 1} ${JSON.stringify(line.trim())}: ${said(parseEdited(lines.join('\n')), root, known)}`];
  });
  expectGolden(`${rows.join('\n')}\n`, `./golden/again/${name.replaceAll(' ', '-')}.golden.txt`, import.meta.url);
});

/** The things of the plan that are not the very same ones. */
function newIn(before: Plan, { releases }: Plan): string {
  const [was, is] = [before.releases[0]!, releases[0]];
  if (!is || is.things === was.things) return is ? 'the plan as it was' : 'no release';
  const fresh = [...is.things].flatMap(([id, thing]) => (was.things.get(id) === thing ? [] : [id]));
  return fresh.length === is.things.size ? 'all' : fresh.join(', ') || 'nothing';
}

test.each(['letter typed', 'other remark', 'word before', 'last word', 'room in it', 'remark behind'])(
  'what of the plan is made again: %s',
  (name) => {
    const rows = LINES.flatMap((line, i) => {
      const now = EDITS[name]!(line, '');
      if (now === undefined || now === line) return [];
      const workspace = createWorkspace({ roots: [] });
      parseAgain('');
      workspace.set(URI, TEXT);
      const before = workspace.plan(URI);
      workspace.set(URI, LINES.toSpliced(i, 1, now).join('\n'));
      return [`${i + 1} ${JSON.stringify(line.trim())}: ${newIn(before, workspace.plan(URI))}`];
    });
    expectGolden(
      `${rows.join('\n')}\n`,
      `./golden/again/plan-${name.replaceAll(' ', '-')}.golden.txt`,
      import.meta.url,
    );
  },
);

test('of another text all is read', () => {
  const others = {
    'its half': TEXT.slice(0, TEXT.length / 2),
    'all but a line': LINES.slice(1).join('\n'),
    'it behind itself': TEXT + TEXT,
    'a comment over lines': TEXT.replace('// who', '/* who */'),
    'the mark of an encoding': `\ufeff${TEXT}`,
    'a runbook': `${TEXT}runbook x() { task a 5m }`,
    'ends of another system': TEXT.replaceAll('\n', '\r\n'),
    'a dash that means a range': TEXT.replace('..', '–'),
    nothing: '',
  };
  const rows = Object.entries(others).flatMap(([name, text]) =>
    [
      [TEXT, text],
      [text, TEXT],
      [text, `${text}\nperson cid`],
    ].map(([was, is], i) => {
      parseAgain('');
      const { root } = parseAgain(was!);
      const known = new Set(allStatements(root));
      return `${name} ${['after it', 'before it', 'and a line more'][i]}: ${said(parseEdited(is!), root, known)}`;
    }),
  );
  expectGolden(`${rows.join('\n')}\n`, './golden/again/another-text.golden.txt', import.meta.url);
});
