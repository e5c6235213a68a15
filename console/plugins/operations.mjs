// Writes src/api/operations.json: what each operation of the API is called, in both languages. The audit log names what
// was done by the operation.
import { readFile, writeFile } from "node:fs/promises";

const here = (path) => new URL(path, import.meta.url);
const description = JSON.parse(await readFile(here("../../tests/golden/openapi.json"), "utf8"));
const operations = {};
for (const methods of Object.values(description.paths))
  for (const operation of Object.values(methods))
    if (operation.operationId) operations[operation.operationId] = { zh: operation.description, en: operation.summary };
await writeFile(here("../src/api/operations.json"), `${JSON.stringify(operations, null, 1)}\n`);
