/** What is worked out of a thing once for each version of it, or of a text, however many ask. */

/** Held as long as the thing is; of another `beside` than the last one it is made anew. Without one (`void`): once. */
export function remembering<Thing extends object, Beside, Value>(
  make: (thing: Thing, beside: Beside) => Value,
): (thing: Thing, beside: Beside) => Value {
  const known = new WeakMap<Thing, { readonly beside: Beside; readonly value: Value }>();
  return (thing, beside) => {
    let one = known.get(thing);
    if (!one || one.beside !== beside) {
      one = { beside, value: make(thing, beside) };
      known.set(thing, one);
    }
    return one.value;
  };
}

/** What hangs on a text alone, where it is no longer than a line; of the last few thousand, for people go on writing others. */
export function ofText<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    if (text.length > LINE) return make(text);
    if (known.has(text)) return known.get(text)!;
    if (known.size >= MOST_TEXTS) known.clear();
    // A piece of a text holds all of it.
    const own = Array.from(text).join('');
    const value = make(own);
    known.set(own, value);
    return value;
  };
}

const LINE = 120;
const MOST_TEXTS = 5000;
