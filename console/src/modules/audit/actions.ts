// What an audited deed is called. Most are operations of the API, whose names come with its description.
import operations from "@/api/operations.json";
import { inLanguage, language, type Bilingual } from "@/parts/language";
import type { Choice } from "@/parts/list";
import locale from "./locale";

const ofApi = operations as Record<string, Bilingual>;
const own = () => locale[language.value];

export const subjectName = (kind: string): string => (own().subjects as Record<string, string>)[kind] ?? kind;

export function actionName(action: string): string {
  const named = (own().actions as Record<string, string>)[action];
  if (named) return named;
  const operation = ofApi[action];
  if (operation) return inLanguage(operation);
  const list = /^export_(.+)$/.exec(action)?.[1];
  return list ? own().exported.replace("{list}", subjectName(list.replaceAll("_", "-"))) : action;
}

/** Reads leave no record, so only writes can be asked for. */
export function actionChoices(): Choice[] {
  const writes = Object.keys(ofApi).filter((operation) => !operation.startsWith("get"));
  return [...Object.keys(own().actions), ...writes].map((value) => ({ value, text: actionName(value) }));
}

/** Several kinds have one name: the singular of old records and the plural of the API. Both are told apart by the code. */
export const subjectChoices = (): Choice[] =>
  Object.entries(own().subjects).map(([value, text]) => ({ value, text: `${text} ${value}` }));
