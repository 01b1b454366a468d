/**
 * What a registry shows of the repository, whose files do not lie beside it there: links of the README lead to the tag, its pictures are
 * files of the release. Where the repository is comes from who releases (`RELEASE_REPOSITORY`); without it, links are words and no picture is promised.
 */
import { posix } from 'node:path';

export interface Registered {
  readonly version: string;
  /** `https://github.com/OWNER/NAME`; undefined: a build that nobody publishes. */
  readonly repository?: string | undefined;
}

export const repository = process.env.RELEASE_REPOSITORY || undefined;

/** Fields of a manifest, for who looks for the source. */
export function sourceFields({ repository }: Pick<Registered, 'repository'>): Readonly<Record<string, unknown>> {
  if (repository === undefined) return {};
  return {
    repository: { type: 'git', url: `git+${repository}.git` },
    homepage: `${repository}#readme`,
    bugs: { url: `${repository}/issues` },
  };
}

export function readMeFor(text: string, { version, repository }: Registered): string {
  const picture = (_: string, alt: string, path: string) =>
    repository === undefined ? '' : `![${alt}](${repository}/releases/download/v${version}/${pictureName(path)})`;
  const link = (_: string, words: string, path: string) =>
    repository === undefined ? words : `[${words}](${repository}/blob/v${version}/${path})`;
  return text
    .replace(/!\[([^\]]*)\]\((?!https?:)([^)]+)\)/g, picture)
    .replace(/\[([^\]]+)\]\((?!https?:|#)([^)]+)\)/g, link);
}

/** Who opens an extension wants to know what is new: the newest changes, and where the others stand. */
export function changesFor(text: string, { version, repository }: Registered): string {
  if (text.length <= MOST_OF_CHANGES) return text;
  const newest = text.slice(0, text.lastIndexOf('\n- ', MOST_OF_CHANGES)).trimEnd();
  const name = 'CHANGELOG.md';
  const all =
    repository === undefined ? `${name} of the repository` : `[${name}](${repository}/blob/v${version}/${name})`;
  return `${newest}\n\nWhat changed before stands in ${all}.\n`;
}

/** In characters; packed a third of it. What is newest is what people look for there. */
const MOST_OF_CHANGES = 12_000;

/** Registries show no SVG: a release has the same picture in pixels. */
export function pictureName(path: string): string {
  return `${posix.basename(path, posix.extname(path))}.png`;
}
