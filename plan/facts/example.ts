/** The frame around the small plans that show what a check finds. */

/**
 * A small release of kind `standard`, which by itself needs no gate, no rehearsal and no test by users.
 * `shared`: the lines before it. `body`: the lines inside it, after window and change record.
 */
export function standardRelease(shared: string, body: string): string {
  return release(shared, 'kind   standard', body);
}

function release(shared: string, kind: string, body: string): string {
  return `${trimmed(shared)}

release shop-2.1 "Shop 2.1" {
  ${kind}
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

${indented(trimmed(body))}
}
`;
}

/** Without the blank lines around it, and without the indentation its lines share. */
export function trimmed(text: string): string {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)![0].length);
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
