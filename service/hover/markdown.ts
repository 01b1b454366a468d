/** Markdown in which everything a plan says is text: no markup, no link, no image of a plan reaches the editor. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A name in the typeface of code; the fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s+/g, ' ')}${pad}${fence}`;
}

/** Lines as one paragraph, without the empty ones. */
export function paragraph(...lines: (string | false | undefined)[]): string {
  return lines.filter(Boolean).join('  \n');
}

/** Paragraphs, without the empty ones. */
export function document(...paragraphs: (string | false | undefined)[]): string {
  return paragraphs.filter(Boolean).join('\n\n');
}

export function list(items: readonly string[], limit = 12): string {
  const shown = items.slice(0, limit).map((item) => `- ${item}`);
  if (items.length > limit) shown.push(`- … and ${items.length - limit} more`);
  return shown.join('\n');
}

/** How it is written. */
export function exampleOf(text: string): string {
  return `\`\`\`release\n${text}\n\`\`\``;
}
