/** What every request is answered from; much of it is there once the client has said what it can do. */
import type { Connection, InitializeParams, MessageType, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceFile } from '../../service/files/source-file.ts';
import type { PlansElsewhere } from '../elsewhere.ts';
import type { RefinedOf } from '../features/edit/reorder.ts';
import type { createFoundLast } from '../features/show/found-last.ts';
import type { Nights } from '../nights.ts';
import type { InitializationOptions } from '../protocol.ts';
import type { createSession } from '../session.ts';
import type { Settings } from '../settings.ts';

export interface Serving {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly foundLast: ReturnType<typeof createFoundLast>;
  readonly refined: RefinedOf;
  readonly client: InitializeParams['capabilities'];
  readonly asked: InitializationOptions;
  readonly settings: Settings;
  readonly checkPages: string | undefined;
  readonly session: ReturnType<typeof createSession>;
  readonly nights: Nights;
  readonly elsewhere: PlansElsewhere;
  /** Minutes since the epoch. */
  now(): number;
  /** Without a question: nobody waits until it has been read. */
  tell(type: MessageType, message: string): void;
}

/** Nothing, where the file is not known any more. */
export async function inFile<R>({ session }: Serving, uri: string, answer: (file: SourceFile) => R[]): Promise<R[]> {
  const file = await session.current(uri);
  return file ? answer(file) : [];
}
