/** The documents that come along, from where they lie in the sources. The build puts their texts into the program instead of this file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const DOCUMENTS = ['language.md', 'practices.md', 'schemas/outline.json'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

export function documentNamed(name: DocumentName): string {
  return readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');
}
