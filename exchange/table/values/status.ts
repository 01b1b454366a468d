/** Whether a cell says that something is done; what else it says is a note. */

const DONE =
  /^(?:done|complete|completed|closed|resolved|finished|ok|yes|y|true|x|✓|✔|☑|100 ?%|1|erledigt|fertig|abgeschlossen|ja|terminé|fait|oui|hecho|completado|sí)$/i;
const OPEN =
  /^(?:open|to ?do|new|planned|not started|no|n|false|☐|0 ?%|0|backlog|offen|geplant|nein|à faire|non|pendiente|abierto)?$/i;

export function statusOf(text: string | undefined): { readonly done: boolean; readonly notes: readonly string[] } {
  const plain = text?.trim() ?? '';
  if (DONE.test(plain)) return { done: true, notes: [] };
  return { done: false, notes: OPEN.test(plain) ? [] : [`status: ${plain}`] };
}
