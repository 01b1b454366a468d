/** A night with two rollbacks and two plays, in which the one goes over to the other. */
export function nightWithCascades(options: { readonly due?: string; readonly noReturn?: boolean } = {}): string {
  const due = options.due === undefined ? '' : ` due ${options.due}`;
  return `person priya
person jonas
database orders-db
service payments-api
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137
  run {
    gate go 10m by jonas {
      no-go then rollback full
    }
    backup orders-db as night-backup 40m by priya {
      tested 10m
    }
    deploy  payments-api 30m by jonas
    migrate orders-db    60m by priya
${options.noReturn ? '    point of no return\n' : ''}    verify  orders-db    30m by jonas
    when "Error rate" > 1 % over 5m from grafana then rollback quick
    when "Queue length" >= 5000 then play drain
  }
  rollback quick else full${due} {
    switch payments-api 5m by jonas
  }
  rollback full {
    restore orders-db    60m by priya from night-backup
    deploy  payments-api 20m by jonas
  }
  play drain else call-everybody until 23:00 {
    task drain-by-hand 20m by jonas
  }
  play call-everybody until 23:30 {
    meet bridge 30m by jonas
  }
}
`;
}
