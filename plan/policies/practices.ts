/** The checks that hold a plan to what its kind asks of everybody, which `strict` has each speak for itself. */
export const PRACTICES: readonly string[] = [
  'change-record-missing',
  'date-unconfirmed',
  'gate-missing',
  'hypercare-gap',
  'message-missing',
  'no-deputy',
  'owner-missing',
  'record-missing',
  'rehearsal-missing',
  'risk-unmitigated',
  'rollback-uncalled',
  'uat-signoff-late',
];
