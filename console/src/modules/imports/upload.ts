// The file at hand, from choosing it to the end of its import. It stays here while the user goes from page to page, and
// is forgotten when another account signs in.
import { defineStore } from "pinia";
import { computed, ref, shallowReactive, shallowRef, watch } from "vue";
import { api, type Problem, type Schema } from "@/api";
import { problemOf } from "@/api/problem";
import { newUuid } from "@/gate/rules/uuid";
import { language } from "@/parts/language";
import { useSession } from "@/parts/session";
import { choicesText, chosen, headOf, type Choices } from "./mapping";
import { sheetsOf, type Sheet } from "./sheets";

export type Mode = Schema<"Import">["mode"];

export interface Sending {
  isDryRun: boolean;
  /** A trial went before. */
  wasTried: boolean;
  fileName: string;
  size: number;
  isSending: boolean;
  /** The call failed; whether the import is on record, only GET /imports/{id} knows. */
  problem?: Problem;
}

export const useUpload = defineStore("upload", () => {
  const kind = ref("");
  const file = shallowRef<Blob>();
  const fileName = ref("");
  const sheets = shallowRef<Sheet[]>([]);
  const sheet = ref("");
  const choices = shallowRef<Choices>({});
  const mode = ref<Mode>("row_by_row");
  const area = ref<string>();
  /** The dry run of what is at hand now: its outcome still holds for it. */
  const tried = ref<string>();
  const sendings = shallowReactive(new Map<string, Sending>());

  const isText = computed(() => !/\.xlsx$/i.test(fileName.value));

  /** Takes the bytes now: a file that is saved anew meanwhile would fail half-way. */
  async function take(given: File): Promise<void> {
    const bytes = new Blob([await given.arrayBuffer()]);
    const found = /\.xlsx$/i.test(given.name) ? await sheetsOf(bytes) : [];
    file.value = bytes;
    fileName.value = given.name;
    sheets.value = found;
    sheet.value = "";
    choices.value = {};
    tried.value = undefined;
  }

  function choose(header: string, field: string): void {
    choices.value = chosen(choices.value, header, field);
    tried.value = undefined;
  }

  async function preview(signal: AbortSignal): Promise<Schema<"ColumnPreview">> {
    return api.post("/import-kinds/{kind}/columns", {
      path: { kind: kind.value },
      query: { sheet: sheet.value || undefined, columns: choicesText(choices.value) },
      body: await headOf(file.value!, isText.value),
      signal,
    });
  }

  /** One of these kinds, of which the file has all the columns that are needed, going by its headers alone. */
  async function fittingKind(kinds: readonly string[], signal: AbortSignal): Promise<string | undefined> {
    const body = await headOf(file.value!, isText.value);
    for (const each of kinds) {
      const found = await api.post("/import-kinds/{kind}/columns", { path: { kind: each }, query: { sheet: sheet.value || undefined }, body, signal });
      if (found.usable) return each;
    }
    return undefined;
  }

  /** Sends the file; answers the id under which the import can be followed at once. */
  function begin(isDryRun: boolean): string {
    const id = newUuid();
    const own: Sending = { isDryRun, wasTried: tried.value !== undefined, fileName: fileName.value, size: file.value!.size, isSending: true };
    sendings.set(id, own);
    const ended = (problem?: Problem) => sendings.set(id, { ...own, isSending: false, problem });
    api
      .post("/import-kinds/{kind}/imports", {
        path: { kind: kind.value },
        query: {
          id,
          file_name: fileName.value,
          sheet: sheet.value || undefined,
          mode: mode.value,
          dry_run: isDryRun,
          columns: choicesText(choices.value),
          area: area.value,
        },
        body: file.value!,
      })
      .then(() => ended())
      .catch((failure: unknown) => ended(problemOf(failure, language.value)));
    tried.value = isDryRun ? id : undefined;
    return id;
  }

  function forget(): void {
    kind.value = fileName.value = sheet.value = "";
    file.value = area.value = tried.value = undefined;
    sheets.value = [];
    choices.value = {};
    mode.value = "row_by_row";
    sendings.clear();
  }

  const session = useSession();
  watch(
    () => session.who?.id,
    (now, before) => before !== undefined && now !== before && forget(),
  );
  // Another kind or sheet has other columns, and what was tried was not this.
  watch([kind, sheet], () => (choices.value = {}));
  watch([kind, sheet, mode, area], () => (tried.value = undefined));

  return { kind, file, fileName, isText, sheets, sheet, choices, mode, area, tried, sendings, take, choose, preview, fittingKind, begin, forget };
});
