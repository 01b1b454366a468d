/**
 * The parser of the grammar, which does not make its choices anew. A line may go on with any of some fifty clauses, and Langium makes a
 * list of as many closures each time it looks which it is: a quarter of all that reading a plan made. What they close over are the
 * arguments of the rule, and no rule of the grammar has a parameter; so of a rule that is a choice as a whole they are made once.
 */
import { createLangiumParser, type LangiumCoreServices, LangiumParser } from 'langium';

type Rule = LangiumParser['rule'];
type Choices = Parameters<LangiumParser['alternatives']>[1];
type Repeated = Parameters<LangiumParser['many']>[1];

/** What a rule asks its parser for first of all. */
type Asked =
  | { readonly is: 'choice'; readonly number: number; readonly choices: Choices }
  | { readonly is: 'repetition'; readonly number: number; readonly of: Repeated };

export function createParser(services: LangiumCoreServices): LangiumParser {
  const { rule } = LangiumParser.prototype;
  let asked: ((what: Asked) => void) | undefined;
  // Langium hands its parser a rule once, while it makes it.
  LangiumParser.prototype.rule = function (this: LangiumParser, of, read) {
    return rule.call(
      this,
      of,
      'definition' in of && of.definition.$type === 'Alternatives' ? madeOnce(this, read) : read,
    );
  } as Rule;
  try {
    const parser = createLangiumParser(services);
    const { alternatives, many } = LangiumParser.prototype;
    parser.alternatives = (number, choices) =>
      asked ? asked({ is: 'choice', number, choices }) : alternatives.call(parser, number, choices);
    parser.many = (number, of) => (asked ? asked({ is: 'repetition', number, of }) : many.call(parser, number, of));
    return parser;
  } finally {
    LangiumParser.prototype.rule = rule;
  }

  function madeOnce(parser: LangiumParser, read: Parameters<Rule>[1]): Parameters<Rule>[1] {
    let way: (() => void) | undefined;
    return (args) => {
      // While it looks at itself it has other methods.
      if (parser.isRecording()) return read(args);
      way ??= wayOf(parser, () => read(args));
      way();
    };
  }

  /** What `read` would do, as far as it is a choice or a repetition of one. */
  function wayOf(parser: LangiumParser, read: () => void): () => void {
    const what = askedBy(read);
    if (what?.is === 'choice')
      return () => LangiumParser.prototype.alternatives.call(parser, what.number, what.choices);
    if (what?.is !== 'repetition') return read;
    const { number, of } = what;
    const once = wayOf(parser, of.DEF as () => void);
    // Each time of its own: by that it is known which is gone on with behind a mistake (`recovery.ts`).
    return () => LangiumParser.prototype.many.call(parser, number, { ...of, DEF: once });
  }

  /** Nothing is read for that. */
  function askedBy(read: () => void): Asked | undefined {
    let what: Asked | undefined;
    asked = (one) => {
      what = one;
    };
    try {
      read();
    } finally {
      asked = undefined;
    }
    return what;
  }
}
