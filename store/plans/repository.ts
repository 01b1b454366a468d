/** By what name a repository is in a store: host and path of where it was cloned from, without whatever let one in. */

/** `https://user:secret@git.example.org/acme/shop.git` and `git@git.example.org:acme/shop` → `git.example.org/acme/shop`. */
export function nameOfRemote(url: string): string | undefined {
  const match =
    /^[a-z+]+:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(url) ??
    /^(?:[^/@:]+@)?([^/:]{2,}):(?!\/\/)(.+)$/.exec(url);
  if (!match) return undefined;
  const path = match[2]!
    .replace(/[?#].*$/, '')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '');
  return path === '' ? undefined : `${match[1]!.toLowerCase()}/${path}`;
}
