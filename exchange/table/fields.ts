/** What a column of a run sheet may be, by the heads that people give it in English, German, French and Spanish. */

export const FIELDS = [
  'id',
  'phase',
  'title',
  'verb',
  'targets',
  'by',
  'with',
  'duration',
  'start',
  'date',
  'time',
  'end',
  'end date',
  'end time',
  'after',
  'when',
  'status',
  'actual start',
  'actual end',
  'undo',
  'due',
  'due time',
  'link',
  'labels',
  'notes',
  'priority',
  'release',
  'nothing',
] as const;
export type Field = (typeof FIELDS)[number];

/** In small letters, without brackets and punctuation. Of a head that fits several the first field is meant. */
const HEADS: Readonly<Record<Exclude<Field, 'nothing'>, string>> = {
  id: 'id|no|nr|num|number|#|step|step id|step no|step number|task id|task no|key|issue key|issue id|ref|lfd nr|schritt|schritt nr|nummer|n°|numéro|número|seq|seq no|sequence|item|item no|pos|position|wbs|row|sl no|s no|sr no|task #|step #|lfd',
  phase:
    'phase|stream|workstream|section|stage|block|group|category|area|abschnitt|bereich|gruppe|étape|fase|sección|bloque|sub stream|track',
  title:
    'task|title|what|activity|action item|summary|name|task name|description of task|short description|step description|aktivität|aufgabe|tätigkeit|was|titel|beschreibung der aufgabe|tâche|activité|titre|quoi|tarea|actividad|título|qué|arbeitsschritt|description|beschreibung|descripción|desc|tasks|activities|steps|task description|activity description|what to do|action required',
  verb: 'action|verb|type of work|task type|issue type|work item type|sys class name|aktion|aktionstyp|acción',
  targets:
    'system|systems|ci|configuration item|cmdb ci|target|targets|component|application|server|host|komponente|anwendung|système|sistema|environment',
  by: 'owner|task owner|action owner|who|responsible|resp|responsible person|assignee|assigned to|assigned|by|person|resource|accountable|performed by|executor|lead|verantwortlich|verantwortlicher|wer|zuständig|bearbeiter|durchführung durch|responsable|qui|quién|assignees|implementer|done by|poc|verantw|resource name|resource names',
  with: 'with|support|support team|backup|back up|assigned team|team|assignment group|participants|also|informed|mitwirkende|unterstützung|avec|équipe|equipo|con',
  duration:
    'duration|planned duration|est duration|estimated duration|estimate|effort|time needed|length|dauer|geplante dauer|durée|duración|min|mins|minutes|duration min|duration mins|duration minutes|dauer min|durée min|dur|est time|estimated time|expected duration|original estimate',
  start:
    'start|planned start|start time|begin|from|start date time|planned start date|scheduled start|start datetime|beginn|von|startzeit|geplanter start|début|inicio|desde|start planned|planned start time|start date and time|planned start date time',
  date: 'date|day|start date|planned fixed date|datum|tag|jour|fecha',
  time: 'time|planned fixed time|clock|uhrzeit|zeit|heure|hora|at',
  end: 'end|planned end|end time|finish|to|until|planned end date|scheduled end|ende|bis|endzeit|geplantes ende|fin|hasta|planned finish|planned end time|end date time|end date and time|finish time|planned finish time',
  'end date': 'end date|finish date|enddatum|date de fin|fecha fin',
  'end time': 'end clock',
  after:
    'after|predecessor|predecessors|predecessor ids|pred|preds|pre req|pre reqs|prereq|prereqs|pre requisites|pre requisite|prerequisite|dependent on|depends on|dependency|dependencies|prerequisites|predecessor id|vorgänger|abhängigkeit|abhängig von|nach|prédécesseurs|dépend de|predecesoras|depende de|blocked by',
  when: 'when|constraint|constraints',
  status: 'status|state|rag|rag status|done|progress|complete|% complete|erledigt|stand|statut|état|estado|hecho',
  'actual start':
    'actual start|actual start time|real start|tatsächlicher beginn|ist beginn|ist start|début réel|inicio real',
  'actual end': 'actual end|actual end time|actual finish|completed at|tatsächliches ende|ist ende|fin réelle|fin real',
  undo: 'undo|rollback|back out|backout|rollback time|rückfall|retour',
  due: 'due|due date|deadline|planned due date|fällig|frist|échéance|vencimiento',
  'due time': 'due time|due clock',
  link: 'link|url|ticket|runbook|confluence',
  labels: 'labels|label|tags|étiquettes|etiquetas',
  notes:
    'notes|note|comment|comments|remark|remarks|details|instructions|bemerkung|bemerkungen|kommentar|anmerkung|notiz|hinweis|remarques|commentaires|notas|comentarios|observaciones|custom fields|body|implementation plan|backout plan|test plan',
  priority: 'priority|priorität|priorité|prioridad',
  release: 'fix version|fix versions|fix version/s|release|milestone|parent|change request',
};

/** Of a head, `Start (Europe/Berlin)`: the field, and the zone it names. */
export function fieldOf(
  head: string,
  map: ReadonlyMap<string, string>,
): { readonly field?: Field; readonly zone?: string } {
  const zone = /\(([A-Z][A-Za-z_]+\/[A-Za-z_/+-]+|UTC)\)/.exec(head)?.[1];
  const told = { ...(zone !== undefined && { zone }) };
  const mapped = map.get(head.trim().toLowerCase());
  if (mapped !== undefined) return { ...told, ...(isField(mapped) && { field: mapped }) };
  const plain = plainHead(head);
  const field = BY_HEAD.get(plain) ?? BY_HEAD.get(plain.replace(/[-/]+/g, ' ')) ?? shortened(head);
  return { ...told, ...(field && { field }) };
}

/** `Resp.`, `Est. dur.`: what all heads of as many words that begin so are; undefined where they are not one. */
function shortened(head: string): Field | undefined {
  if (!head.includes('.')) return undefined;
  const words = plainHead(head.replaceAll('.', '… ')).split(' ');
  const fits = (known: readonly string[]) =>
    known.length === words.length &&
    words.every((word, i) => (word.endsWith('…') ? known[i]!.startsWith(word.slice(0, -1)) : known[i] === word));
  const fields = new Set([...BY_HEAD].filter(([known]) => fits(known.split(' '))).map(([, field]) => field));
  return fields.size === 1 ? [...fields][0] : undefined;
}

export function isField(text: string): text is Field {
  return (FIELDS as readonly string[]).includes(text);
}

function plainHead(head: string): string {
  return head
    .normalize('NFC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/[_:*?.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const BY_HEAD: ReadonlyMap<string, Field> = new Map(
  (Object.entries(HEADS) as [Field, string][])
    .flatMap(([field, words]) => words.split('|').map((word) => [word, field] as const))
    .reverse(),
);
