/** Renames a thing wherever it is mentioned, across files. What cannot be renamed says why. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import { tokenize } from '../../language/parser.ts';
import type { Named, Position } from '../../plan/model.ts';
import { isSame, isWritten, nameAt } from '../../service/lookup.ts';
import type { PlanFile, SourceFile } from '../../service/source-file.ts';
import { mentionsIn } from './references.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Why a rename is refused, in words for the user. */
export class RenameRefused extends Error {}

export function prepareRename(file: SourceFile, position: Position): { range: Range; placeholder: string } {
  const name = nameAt(file.plan, position);
  if (!name) throw new RenameRefused('There is no name here. Put the cursor on the name of a step, person or system.');
  renamable(file, name.name, name.target);
  return { range: name.place.range, placeholder: name.name };
}

export function rename(file: SourceFile, position: Position, typed: string, files: readonly PlanFile[]): WorkspaceEdit {
  const name = nameAt(file.plan, position);
  const target = renamable(file, name?.name ?? '', name?.target);
  const newName = typed.normalize('NFC');
  if (newName === target.name) return { changes: {} };
  if (!isName(newName)) {
    throw new RenameRefused(
      `'${newName}' cannot be a name. A name starts with a letter, goes on with letters, digits, '-' or '_', ` +
        'has no spaces, and is no word of the language.',
    );
  }
  const places = mentionsIn(files, target);
  for (const uri of new Set(places.map((place) => place.file))) {
    const clash = files
      .find((each) => each.uri === uri)
      ?.plan.declarations.find((each) => each.name === newName && !isSame(each, target));
    if (clash) {
      throw new RenameRefused(
        `'${newName}' is already ${article(clash.kind)} (line ${clash.namePlace.range.start.line + 1}). Choose another name.`,
      );
    }
  }
  return workspaceEdit(places.map(({ file: uri, range }) => ({ file: uri, range, newText: newName })));
}

function renamable(file: SourceFile, name: string, target: Named | undefined): Named {
  if (!target) {
    throw new RenameRefused(
      `'${name}' is declared nowhere, so nothing can be renamed. Declare it or correct it first.`,
    );
  }
  if (!isWritten(target, file.workspace.text(target.namePlace.file))) {
    throw new RenameRefused(`'${name}' is a word of the language here, not a name that somebody gave.`);
  }
  return target;
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
