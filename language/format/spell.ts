/** Tokens as they stand in a line. */
import type { IToken } from 'chevrotain';

/** Single spaces, none before a comma, none inside brackets or around the dot of `run.end`. */
export function spell(tokens: readonly IToken[]): string {
  let text = '';
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1];
    text += previous === undefined || isTight(tokens, i) ? token.image : ` ${token.image}`;
  });
  return text;
}

function isTight(tokens: readonly IToken[], index: number): boolean {
  const [previous, token] = [tokens[index - 1]!, tokens[index]!];
  // An address ends at the next blank, and no earlier.
  if (previous.tokenType.name === 'URL') return false;
  return /^[,():.]$/.test(token.image) || /^[(.]$/.test(previous.image) || isDayRange(tokens, index);
}

/** `Mon..Fri` is written as one, a span of times with spaces. */
function isDayRange(tokens: readonly IToken[], index: number): boolean {
  const dots = tokens[index]!.image === '..' ? index : tokens[index - 1]?.image === '..' ? index - 1 : -1;
  return tokens[dots - 1]?.tokenType.name === 'WEEKDAY' && tokens[dots + 1]?.tokenType.name === 'WEEKDAY';
}
