import { ensureProgram } from './program.ts';

/** A Python that has the module `icalendar`. Debian's own, whatever other one a PATH leads to, or the one that ICALENDAR_PYTHON names. */
export async function ensureIcalendar(): Promise<string> {
  await ensureProgram({
    title: 'Python with icalendar',
    variable: 'ICALENDAR_PYTHON',
    names: ['python3'],
    debian: 'python3-icalendar',
    file: '/usr/lib/python3/dist-packages/icalendar/__init__.py',
  });
  return process.env.ICALENDAR_PYTHON ?? '/usr/bin/python3';
}
