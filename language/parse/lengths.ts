/** Lengths of time as people write them, where the language has a shorter form. */
import type { FormProblem } from '../../plan/model.ts';

/** `30min`, `20 minutes`, `2 Stunden` → `30m`, `20m`, `2h`, and what to say of it. */
export function lengthMeant(text: string): Pick<FormProblem, 'message' | 'replacement'> | undefined {
  const [, number, word] = /^(\d+)\s*(\p{L}+)$/u.exec(text) ?? [];
  const unit = UNITS.find(([, words]) => words.includes(word?.toLowerCase() ?? ''))?.[0];
  if (!unit) return undefined;
  const length = `${number}${unit}`;
  return {
    message: `A duration is written \`${length}\`, not \`${text}\`.`,
    replacement: { title: `Write \`${length}\``, text: length },
  };
}

/** As people write them in English, German, French, Spanish and Portuguese. */
const UNITS: readonly (readonly [unit: string, words: readonly string[]])[] = [
  ['m', 'min mins minute minutes minuten minuto minutos'.split(' ')],
  ['h', 'hr hrs hour hours std stunde stunden heure heures hora horas'.split(' ')],
  ['d', 'day days tag tage jour jours día días dia dias'.split(' ')],
  ['w', 'week weeks woche wochen semaine semaines semana semanas'.split(' ')],
];
