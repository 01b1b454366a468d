/** How whoever is called is reached: what their `contact` lines say, or those of who fills the role. */
import { type Contact, lookup, type Plan, type Release } from '../../plan/model.ts';

/** `call +49 30 5550 110, email mara@acme.example`; undefined where nobody has said it. */
export function contactWords(plan: Plan, release: Release, name: string): string | undefined {
  const named = lookup(plan, release, name);
  const who = named?.kind === 'role' && named.holder ? lookup(plan, release, named.holder.name) : named;
  return who && 'contacts' in who ? contactsWords(who.contacts) : undefined;
}

export function contactsWords(contacts: readonly Contact[]): string | undefined {
  return contacts.map(({ channel, address }) => `${channel} ${address}`).join(', ') || undefined;
}
