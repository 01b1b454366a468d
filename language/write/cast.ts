/** Who and what a plan is about, each declared once, by whatever texts a file calls them. */
import { titleText } from '../../plan/facts/words.ts';
import { SYSTEM_KINDS } from '../../plan/model.ts';
import type { Ledger } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineNamed } from '../../plan/outline/model.ts';
import { canBeName, type Names, plainTitle, slugOf } from './names.ts';

export type CastKind = 'person' | 'team' | 'role' | 'system' | 'environment' | 'audience' | 'calendar';

type Known = OutlineNamed & { readonly kind: CastKind };

interface Member {
  readonly kind: CastKind;
  readonly title: string;
  /** As it was declared in the file. */
  readonly name?: string;
}

/** What people write for "nobody yet", and nobody who is declared is called. */
const UNSAID = /^(?:tbd|tba|tbc|n\/?a|\?+|-+|–|—|[.…]+|xx+)$/i;
/** Besides, words that may also be a name. */
const OPEN = new RegExp(`${UNSAID.source}|^(?:none|nobody|open|offen|unassigned)$`, 'i');
const TEAM =
  /\b(?:team|teams|ops|operations|group|support|desk|squad|crew|dept|department|dba|dbas|sre|helpdesk|qa|netops|devops|all|everyone|gruppe|abteilung|betrieb|équipe|equipo)\b/i;
const COUNT = /^(any|all|relay|\d+) of (?=\S)/;
const SKILLS = / skilled in \S+$/;

const isSomebody = (kind: CastKind): boolean => kind === 'person' || kind === 'team';

export class Cast {
  readonly #members = new Map<string, Member>();
  readonly #names = new Map<string, string>();
  readonly #kinds = new Map<string, CastKind>();
  readonly #titles = new Map<string, string>();
  readonly #free: Names;
  readonly #ledger: Ledger | undefined;
  readonly #given = new Map<Member, string>();
  /** How many of the members have been named by all they are called. */
  #named = 0;

  /** @param known what the plan that is written into declares, with its titles */
  constructor(outline: Outline, free: Names, ledger?: Ledger, known: readonly Known[] = []) {
    this.#free = free;
    this.#ledger = ledger;
    for (const one of known) {
      for (const key of [one.name, one.title]) if (key) this.#names.set(keyOf(key), one.name!);
      this.#kinds.set(one.name!, one.kind);
    }
    const declare = (kind: CastKind, all: readonly OutlineNamed[] = []) => {
      for (const { name, title } of all) {
        // `Mara Lind` in the place of a name is what she is called.
        const own = name !== undefined && /\s/.test(name.trim()) ? undefined : name;
        const isSaid = !isSomebody(kind) || !UNSAID.test(keyOf(name ?? title ?? ''));
        if (isSaid) this.#add(kind, name ?? title, title, own);
      }
    };
    declare('calendar', outline.calendars);
    declare('person', outline.people);
    declare('team', outline.teams);
    declare('role', outline.roles);
    for (const name of ['owner', 'sponsor'] as const) if (outline[name] !== undefined) this.#names.set(name, name);
    declare('system', outline.systems);
    declare('audience', outline.audiences);
    declare('environment', outline.environments);
  }

  /** Somebody or something that the plan will have to declare. */
  meet(kind: CastKind, text = ''): void {
    if (!isSomebody(kind) || !OPEN.test(keyOf(text))) this.#add(kind, text);
  }

  #add(kind: CastKind, text = '', title = text, name?: string): void {
    const key = keyOf(text);
    if (key === '' || this.#names.has(key) || this.#members.has(key)) return;
    const wanted = name ?? (canBeName(text) ? text : undefined);
    const member: Member = { kind, title: plainTitle(title), ...(wanted !== undefined && { name: wanted }) };
    this.#members.set(key, member);
    const other = keyOf(title);
    if (other !== '' && !this.#members.has(other)) this.#members.set(other, member);
  }

  /** One who does something: a name, or what the language says of several. */
  meetWho(text: string | undefined): void {
    const plain = plainTitle(text ?? '');
    if (plain === '' || this.#isOpen(plain)) return;
    const said = this.#syntaxOf(plain);
    if (!said) {
      this.meet(TEAM.test(plain) ? 'team' : 'person', plain);
      return;
    }
    this.meet(said.count === undefined && !TEAM.test(said.first) ? 'person' : 'team', said.first);
    for (const other of said.others) this.meet('person', other);
  }

  /** As a clause names them; `tbd` for nobody yet, undefined where nothing is said. */
  who(text: string | undefined): string | undefined {
    const plain = plainTitle(text ?? '');
    if (plain === '') return undefined;
    if (this.#isOpen(plain)) return 'tbd';
    const said = this.#syntaxOf(plain);
    if (!said) return this.name(plain);
    const count = said.count === undefined ? '' : `${said.count} of `;
    return `${count}${this.name(said.first)}${said.others.map((other) => ` else ${this.name(other)}`).join('')}${said.skills}`;
  }

  /** Nobody yet, unless somebody is called so. */
  #isOpen(plain: string): boolean {
    const key = keyOf(plain);
    return OPEN.test(plain) && !this.#names.has(key) && !this.#members.has(key);
  }

  name(text: string | undefined): string | undefined {
    this.#nameAll();
    return this.#names.get(keyOf(text ?? ''));
  }

  /** What lines have to declare, in the order of a file: their kind, name and title. */
  declared(kind: CastKind): readonly { readonly name: string; readonly title?: string }[] {
    this.#nameAll();
    const seen = new Set<Member>();
    return [...this.#members].flatMap(([key, member]) => {
      if (member.kind !== kind || seen.has(member)) return [];
      seen.add(member);
      const name = this.#names.get(key)!;
      return [{ name, ...(member.title !== name && member.title !== '' && { title: member.title }) }];
    });
  }

  /** Of what lines have to declare, by its name. */
  titleOf(name: string): string | undefined {
    this.#nameAll();
    return this.#titles.get(name);
  }

  kindOf(name: string): CastKind | undefined {
    return this.#kinds.get(name);
  }

  #syntaxOf(text: string) {
    const [counted = '', count] = COUNT.exec(text) ?? [];
    const [skills = ''] = SKILLS.exec(text) ?? [];
    const named = text.slice(counted.length, text.length - skills.length).split(/ else (?=\S)/);
    if (count === undefined && named.length === 1) return undefined;
    const isKnown = (one: string) => canBeName(one) || this.#names.has(keyOf(one)) || this.#members.has(keyOf(one));
    // `Mara Lind else Jonas Frei` says who they are; `2 of the people in the room` does not.
    return named.every(isKnown) || count === undefined
      ? { count, first: named[0]!, others: named.slice(1), skills }
      : undefined;
  }

  /** The first name of a person where it says who is meant, else all of it. Whoever is met later keeps the others their names. */
  #nameAll(): void {
    if (this.#named === this.#members.size) return;
    this.#named = this.#members.size;
    const people = [...new Set(this.#members.values())].filter(({ kind }) => kind === 'person');
    const firsts = new Map<string, number>();
    for (const person of people) firsts.set(firstOf(person), (firsts.get(firstOf(person)) ?? 0) + 1);
    for (const [key, member] of this.#members) {
      let name = this.#given.get(member);
      if (name === undefined) {
        const first = member.kind === 'person' ? firstOf(member) : '';
        const isPlain = first !== '' && firsts.get(first) === 1;
        name = this.#free.give(member.name ?? (isPlain ? first : undefined), member.title, member.kind);
        this.#given.set(member, name);
        if (member.name !== undefined && member.name !== name)
          this.#ledger?.file.changed(`the name of a ${member.kind}`, member.name, name);
        this.#kinds.set(name, member.kind);
        this.#titles.set(name, member.title);
      }
      this.#names.set(key, name);
    }
  }
}

/** `Dr. Sutter` and `S. Byrne` are called by the name that is written out, and not by what stands before it. */
function firstOf({ title }: Member): string {
  const words = title.split(' ');
  const names = words.filter((word, i) => i === words.length - 1 || !HONORIFIC.test(word)).map(slugOf);
  return names.find((name) => name.length > 1) ?? names[0]!;
}

const HONORIFIC =
  /^(?:dr|prof|mr|mrs|ms|mx|sir|herr|frau|fr|hr|dipl|ing|mag|m|mme|sr|sra|dott|ir)\.?$|^(?:.*-)?(?:ing|med|nat|phil)\.$/i;

function keyOf(text: string): string {
  return plainTitle(text).toLowerCase();
}

/** `person mara "Mara Lind"`. */
export function declaration(word: string, { name, title }: { readonly name: string; readonly title?: string }): string {
  return title === undefined ? `${word} ${name}` : `${word} ${name} ${titleText(title)}`;
}

export function systemWord(type: string | undefined): string {
  return SYSTEM_KINDS.find((kind) => kind === type) ?? 'system';
}
