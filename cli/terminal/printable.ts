/** What a plan, a path or an argument says must not steer a terminal: what would is written as `\u001b`. */

/** A text of several lines. */
export function printable(text: string): string {
  return text.replace(STEERING, escaped);
}

/** A name in a sentence or a list: it stays on its line, and shows where it begins and ends if it is an odd one. */
export function named(name: string): string {
  const told = name.replace(STEERING_OR_BREAKING, escaped);
  return told === name ? name : `"${told}"`;
}

// Controls of both sets, and what turns the direction of writing round.
const STEERING = /(?![\t\n])\p{Cc}|[\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;
const STEERING_OR_BREAKING = /\p{Cc}|[\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

function escaped(character: string): string {
  const known: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return known[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
