/** The smallest text that still fails in the same way: lines, then words, then characters are taken out. */
export function minimised(text: string, fails: (text: string) => boolean, trials = 4000): string {
  let best = text;
  let left = trials;
  const tried = (candidate: string): boolean => {
    if (candidate.length >= best.length || left-- <= 0 || !fails(candidate)) return false;
    best = candidate;
    return true;
  };
  for (let before = ''; before !== best && left > 0; ) {
    before = best;
    for (const pattern of [/(?<=\n)/, /(?<=\s)(?=\S)/, /(?<=\S)(?=\s)/, /(?:)/u])
      withoutParts(best.split(pattern), tried);
  }
  return best;
}

/** Takes out ever smaller runs of parts. */
function withoutParts(parts: readonly string[], tried: (candidate: string) => boolean): void {
  let present = [...parts];
  for (let size = present.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < present.length; ) {
      const candidate = [...present.slice(0, from), ...present.slice(from + size)];
      if (tried(candidate.join(''))) present = candidate;
      else from += size;
    }
  }
}
