import { append } from '../plan/grouped.ts';

/**
 * Words that people of this trade write for ours, in English and in the languages of those who plan releases: each leads to
 * the word that says it here. `test/language/synonyms.test.ts` types every one of them.
 */

type Table = ReadonlyMap<string, readonly string[]>;

/** The words that open a line, or a clause of one, that somebody may have meant; most likely first. */
export function synonymsOf(word: string, of: 'line' | 'clause'): readonly string[] {
  return (of === 'line' ? BY_LINE : BY_CLAUSE).get(word.toLowerCase().normalize('NFC')) ?? [];
}

/** Every word of the table with those it leads to. */
export function allSynonyms(of: 'line' | 'clause'): Table {
  return of === 'line' ? BY_LINE : BY_CLAUSE;
}

/** Our words that open a line, with what else they are called; of a word under several of them the one that fits its block is meant. */
const LINES: Readonly<Record<string, string>> = {
  deploy:
    'upgrade install rollout roll-out ship publish update push apply promote provision ausrollen einspielen installieren ' +
    'bereitstellen aktualisieren ausliefern veröffentlichen déployer installer publier livrer desplegar instalar publicar ' +
    'actualizar implantar atualizar',
  verify:
    'test validate smoke smoke-test smoketest confirm inspect qa monitor observe reconcile compare testen prüfen überprüfen verifizieren kontrollieren ' +
    'vérifier tester valider contrôler verificar probar comprobar validar testar conferir',
  notify:
    'email e-mail mail tell announce inform message communicate alert post send sms benachrichtigen informieren mitteilen melden ' +
    'ankündigen notifier informer prévenir annoncer avertir notificar avisar informar anunciar comunicar',
  gate:
    'approve approval decide decision checkpoint go-no-go quality-gate genehmigen genehmigung freigeben freigabe entscheiden ' +
    'entscheidung approuver décider aprobar aprobación decidir aprovar aprovação',
  backup: 'dump back-up export sichern sicherung sauvegarder sauvegarde respaldar respaldo',
  snapshot: 'clone schnappschuss instantané instantánea',
  stop:
    'shutdown shut-down halt disable quiesce drain kill suspend lock stoppen anhalten herunterfahren abschalten arrêter stopper parar detener ' +
    'desligar',
  start: 'boot enable launch restart starten hochfahren einschalten démarrer lancer arrancar iniciar ligar',
  migrate: 'convert transform load transfer move migrieren umziehen migrer migrar',
  configure: 'config set tune adjust reindex rebuild konfigurieren einstellen anpassen configurer configurar',
  switch:
    'cutover cut-over flip route redirect failover swap toggle umschalten umstellen umleiten basculer conmutar alternar trocar',
  restore: 'recover revert wiederherstellen zurückspielen restaurer restaurar',
  record: 'log baseline document dokumentieren erfassen eintragen enregistrer documenter documentar registrar',
  grant: 'allow permit authorize authorise berechtigen erteilen accorder autoriser conceder otorgar',
  revoke: 'deny withdraw entziehen widerrufen révoquer revocar revogar',
  wait: 'sleep pause soak bake delay hold warten attendre esperar aguardar',
  meet: 'meeting call standup stand-up sync huddle treffen besprechen besprechung réunir réunion reunir reunión reunião',
  task: 'do todo to-do action activity job work step manual aufgabe erledigen tâche faire tarea hacer tarefa fazer',
  prepare:
    'preparation pre-deployment predeployment prework pre-work preparations vorbereiten vorbereitung préparer préparation preparar',
  run: 'deployment execution execute implementation steps durchführung ausführung exécution exécuter ejecutar ejecución executar execução',
  rollback: 'backout back-out fallback fall-back roll-back rückfall zurückrollen retour reversión reversão',
  'follow-up':
    'followup post-deployment postdeployment aftercare cleanup wrap-up nachbereitung nacharbeit suivi seguimiento acompanhamento',
  phase: 'stage wave iteration sprint etappe étape fase etapa',
  stream: 'lane workstream work-stream swimlane track',
  sequence: 'serial series sequential ordered reihenfolge séquence secuencia sequência',
  parallel: 'concurrent concurrently simultaneous simultaneously paralelo parallèle gleichzeitig',
  outage: 'downtime interruption ausfall wartung panne interrupción interrupção',
  window: 'timeslot slot change-window maintenance-window zeitfenster fenêtre ventana janela',
  person: 'user member employee people contact-person mensch mitarbeiter personne persona pessoa',
  team: 'group squad crew gruppe équipe equipo equipe',
  role: 'position rolle rôle rol papel',
  party:
    'vendor supplier client partner organisation organization company lieferant kunde fournisseur proveedor fornecedor',
  audience: 'customers stakeholders recipients readers zielgruppe destinataires audiencia público',
  calendar: 'kalender calendrier calendario calendário',
  environment: 'env umgebung environnement entorno ambiente',
  service: 'app microservice api component website flag feature-flag dienst servicio serviço',
  server: 'host machine vm node instance serveur servidor',
  database: 'db schema datenbank basededatos',
  milestone: 'date deadline marker meilenstein jalon hito marco',
  freeze: 'blackout moratorium code-freeze codefreeze embargo einfrieren gel congelación congelamento',
  event: 'holiday-season conference ereignis événement evento',
  risk: 'threat risiko risque riesgo risco',
  issue: 'problem bug blocker incident fehler problème problema',
  rehearsal: 'dry-run dryrun practice dress-rehearsal generalprobe probe répétition ensayo ensaio',
  uat: 'acceptance user-acceptance acceptance-test abnahme recette aceptación homologação',
  scope: 'features content contents punch-list punchlist changelog umfang périmètre alcance escopo',
  must: 'required mandatory feature story muss',
  should: 'wanted desired soll',
  could: 'nice-to-have kann',
  benefit: 'goal value outcome objective nutzen bénéfice beneficio benefício',
  owner: 'manager lead responsible release-manager verantwortlich verantwortlicher responsable responsável',
  sponsor: 'auftraggeber commanditaire patrocinador',
  kind: 'type category art typ genre tipo',
  zone: 'timezone time-zone tz zeitzone fuseau',
  change: 'change-request rfc cr ticket änderung cambio mudança',
  promise: 'sla slo commitment zusage promesse promesa promessa',
  budget: 'money kosten presupuesto orçamento',
  confirmed: 'agreed accepted signed bestätigt confirmé confirmado',
  criterion: 'threshold metric measure kpi kriterium critère criterio critério',
  needs: 'requires require depends depends-on prerequisite prerequisites benötigt nécessite requiere requer',
  covers: 'tests includes',
  hypercare: 'warranty early-life-support monitoring stabilisation stabilization nachsorge',
  cover: 'oncall on-call watch bereitschaft astreinte guardia plantão',
  escalate: 'escalation eskalation escalade',
  waive: 'ignore suppress exempt',
  import: 'include load',
  play: 'contingency response plan-b notfallplan',
  runbook: 'procedure macro playbook prozedur procédure procedimiento procedimento',
  when: 'if trigger alarm wenn si quando cuando',
  leave: 'vacation absence away pto urlaub abwesend congé vacaciones férias',
  likelihood: 'probability chance wahrscheinlichkeit probabilité probabilidad probabilidade',
  impact: 'severity effect auswirkung impacto',
  mitigation: 'countermeasure gegenmaßnahme mitigación mitigação',
  uses: 'calls',
};

/** Our words that open a clause. Those without a space only: `not before` is two. */
const CLAUSES: Readonly<Record<string, string>> = {
  by: 'assignee assigned who responsible owner owned durch von par por',
  with: 'mit avec con com together helped und et',
  at: 'start starts starting begin begins beginning um',
  due: 'deadline end ends ending finish finishes finished-by no-later-than spätestens fällig échéance vence',
  after: 'following depends depends-on requires needs nach après después tras depois',
  alongside: 'simultaneously neben',
  via: 'using through über',
  until: 'till bis jusque hasta até',
  as: 'named called alias als nommé llamado chamado',
  else: 'or oder ou backup-person deputy fallback sonst ersatzweise sinon sino senão',
  in: 'inside dans en em',
  from: 'since ab depuis desde',
  for: 'für pour para',
  version: 'ver',
  undo: 'revert',
  done: 'finished complete completed closed erledigt fertig terminé hecho feito',
  because: 'reason why weil parce porque',
  dropped: 'cancelled canceled cancel removed skipped abandoned entfällt gestrichen annulé cancelado',
  every: 'each repeat repeats recurring jeden jede alle chaque cada',
  link: 'url href see',
  tags: 'tag label labels',
};

const BY_LINE: Table = inverted(LINES);
const BY_CLAUSE: Table = inverted(CLAUSES);

function inverted(words: Readonly<Record<string, string>>): Table {
  const result = new Map<string, string[]>();
  for (const [ours, theirs] of Object.entries(words)) {
    for (const word of theirs.split(' ').filter(Boolean)) append(result, word, ours);
  }
  return result;
}
