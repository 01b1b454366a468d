/** What is worked out of a thing once for each version of it, however many ask. */

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
