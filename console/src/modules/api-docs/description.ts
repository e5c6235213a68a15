// The description of the API, as the program makes it, made fit for reading in one language.

interface Operation {
  summary?: string;
  description?: string;
  "x-permission"?: string;
}
type PathItem = Record<string, Operation | undefined>;
export interface Description {
  info: { title: string; version: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, PathItem>;
}

const methods = ["get", "post", "put", "patch", "delete"];

const operationsOf = (description: Description): Operation[] =>
  Object.values(description.paths).flatMap((item) => methods.flatMap((method) => item[method] ?? []));

export const countOfOperations = (description: Description): number => operationsOf(description).length;

export interface Words {
  isChinese: boolean;
  needs: (permission: string) => string;
  /** What the calls below a word of the path are about. */
  tag: (name: string) => string | undefined;
}

/**
 * The program says what a call does in English (summary) and in Chinese (description): the one of the page comes first,
 * the other below, with the permission that the call needs.
 */
export function readable(description: Description, { isChinese, needs, tag }: Words): Description {
  const copy = structuredClone(description);
  for (const operation of operationsOf(copy)) {
    const { summary = "", description: chinese = "" } = operation;
    const permission = operation["x-permission"];
    const other = isChinese ? summary : chinese;
    operation.summary = (isChinese && chinese) || summary;
    operation.description = [other, permission && needs(permission)].filter(Boolean).join("\n\n");
  }
  // A tag without a name is that of the few calls at the root.
  copy.tags = copy.tags?.filter(({ name }) => name !== "").map(({ name }) => ({ name, description: tag(name) }));
  return copy;
}
