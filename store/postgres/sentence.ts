/** What is wrong with a database, as a sentence that people act on. */
import { StoreTrouble } from '../trouble.ts';
import { NoPassword } from './address.ts';

/** In seconds. */
export const PATIENCE = { connect: 5, statement: 20 } as const;

export function troubleOf(error: unknown, shown: string, user: string | undefined): StoreTrouble {
  if (error instanceof StoreTrouble) return error;
  return new StoreTrouble(`The store ${shown} ${saidOf(error, user ?? 'whoever asks')}.`);
}

function saidOf(error: unknown, user: string): string {
  if (error instanceof NoPassword)
    return 'asks for a password: PGPASSWORD, ~/.pgpass or its address say one, and none of them does';
  const { code = '', message } = error as NodeJS.ErrnoException;
  const known = SENTENCES[code]?.(user);
  if (known !== undefined) return known;
  const phrase = PHRASES.find(([part]) => message.includes(part));
  if (phrase) return phrase[1];
  if (CERTIFICATE.test(code))
    return `cannot be trusted: its certificate is ${CERTIFICATES[code] ?? `refused (${code})`}. \`sslrootcert=FILE\` in its address names who signed it`;
  return `cannot be used (${[code, plain(message)].filter((part) => part !== '').join(': ')})`;
}

const SENTENCES: Readonly<Record<string, (user: string) => string>> = {
  ECONNREFUSED: () => 'cannot be reached: nothing listens there',
  ENOTFOUND: () => 'cannot be reached: no machine has that name',
  EAI_AGAIN: () => 'cannot be reached: whoever knows the names of machines does not answer',
  EHOSTUNREACH: () => 'cannot be reached: no way leads there',
  ENETUNREACH: () => 'cannot be reached: no way leads there',
  ENOENT: () => 'cannot be reached: there is no such socket',
  ETIMEDOUT: () => 'cannot be reached: nobody answers there',
  '28P01': (user) => `refuses the password of ${user}`,
  '28000': (user) => `does not let ${user} in from here, or not without TLS`,
  '3D000': () => 'cannot be reached: there is no such database on that machine',
  '53300': () => 'cannot be reached: too many are connected to it',
  '57P03': () => 'cannot be reached: it is starting or stopping',
  '57P01': () => 'was stopped while it was asked',
  '57P02': () => 'was stopped while it was asked',
  ECONNRESET: () => 'broke off while it was asked',
  EPIPE: () => 'broke off while it was asked',
  '57014': () => `did not answer within ${PATIENCE.statement} seconds`,
  '55P03': () => 'is written by somebody else for too long',
  '42501': (user) => `does not let ${user} do that: whoever owns it gives the rights that docs/store.md names`,
  '25006': () => 'can only be read: it is a copy of another',
  '53100': () => 'cannot be written: its disk is full',
};

/** What has no code. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['timeout expired', `cannot be reached: nobody answers there within ${PATIENCE.connect} seconds`],
  ['Query read timeout', `did not answer within ${PATIENCE.statement} seconds`],
  ['does not support SSL', 'speaks no TLS, and its address asks for it: `sslmode=disable` does without'],
  ['Connection terminated', 'broke off while it was asked'],
  ['Client has encountered a connection error', 'broke off while it was asked'],
];

const CERTIFICATE = /CERT|SIGNATURE|ERR_TLS/;
const CERTIFICATES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'signed by somebody whom nobody here knows',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'signed by somebody whom nobody here knows',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'signed by somebody whom nobody here knows',
  CERT_HAS_EXPIRED: 'out of date',
  ERR_TLS_CERT_ALTNAME_INVALID: 'that of another machine',
};

/** The first line, as far as a person reads; whatever steers a terminal is left out. */
function plain(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/\p{C}/gu, '').slice(0, 200);
}
