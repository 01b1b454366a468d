/** Renames a thing wherever it is mentioned, across files. What cannot be renamed says why. */
import type { TextEdit } from '../../language/edit/edits.ts';
import { tokenize } from '../../language/parse/parser.ts';
import type { Named, Position, Range } from '../../plan/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import type { PlanFile, SourceFile } from '../files/source-file.ts';
import { isSame, isWritten, mentionsIn, nameAt } from '../lookup.ts';

/** The name at a place, where it is one that can be changed. */
export function nameToChange(file: SourceFile, position: Position): Found<{ range: Range; placeholder: string }> {
  const found = renamable(file, position);
  return 'trouble' in found ? found : { range: found.range, placeholder: found.name };
}

/** `files`: all that may mention it. */
export function renamed(
  file: SourceFile,
  position: Position,
  typed: string,
  files: readonly PlanFile[],
): Found<{ readonly edits: readonly TextEdit[] }> {
  const found = renamable(file, position);
  if ('trouble' in found) return found;
  const { target } = found;
  const newName = typed.normalize('NFC');
  if (newName === target.name) return { edits: [] };
  if (!isName(newName)) {
    return {
      trouble:
        `'${newName}' cannot be a name. A name starts with a letter, goes on with letters, digits, '-' or '_', ` +
        'has no spaces, and is no word of the language.',
    };
  }
  const places = mentionsIn(files, target);
  for (const uri of new Set(places.map((place) => place.file))) {
    const clash = files
      .find((each) => each.uri === uri)
      ?.plan.declarations.find((each) => each.name === newName && !isSame(each, target));
    if (clash) {
      return {
        trouble: `'${newName}' is already ${article(clash.kind)} (line ${clash.namePlace.range.start.line + 1}). Choose another name.`,
      };
    }
  }
  return { edits: places.map(({ file: uri, range }) => ({ file: uri, range, newText: newName })) };
}

interface Renamable {
  readonly name: string;
  readonly range: Range;
  readonly target: Named;
}

function renamable(file: SourceFile, position: Position): Found<Renamable> {
  const here = nameAt(file.plan, position);
  if (!here) return { trouble: 'There is no name here. Put the cursor on the name of a step, person or system.' };
  const { name, target, place } = here;
  if (!target) {
    return { trouble: `'${name}' is declared nowhere, so nothing can be renamed. Declare it or correct it first.` };
  }
  if (!isWritten(target, file.workspace.text(target.namePlace.file))) {
    return { trouble: `'${name}' is a word of the language here, not a name that somebody gave.` };
  }
  return { name, range: place.range, target };
}

function article(kind: string): string {
  const word = kind.replace('-', ' ');
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** Asks the lexer itself, so that what it reserves is refused here too; the `x` stands for the word that opens a line. */
function isName(text: string): boolean {
  const { tokens } = tokenize(`x ${text}`);
  return tokens.length === 2 && tokens[1]?.image === text && tokens[1].tokenType.name === 'ID';
}
