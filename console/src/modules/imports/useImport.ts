// One import, followed until it is done.
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import { api, type Problem, type Schema } from "@/api";
import { problemOf } from "@/api/problem";
import { language } from "@/parts/language";
import { useSession } from "@/parts/session";
import type { State, Status } from "@/parts/useLoad";
import { useUpload } from "./upload";

type Import = Schema<"Import">;

const soon = 400;
const later = 1500;

export function useImport(id: string) {
  const upload = useUpload();
  const session = useSession();
  const record = shallowRef<Import>();
  const status = ref<Status>("loading");
  const problem = shallowRef<Problem>();
  const sending = computed(() => upload.sendings.get(id));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;

  const isUnderWay = computed(() => sending.value?.isSending === true || record.value?.state === "running");

  /** While the file is on its way it has no record yet: the list says so without failing. */
  async function find(): Promise<Import | undefined> {
    if (record.value || !sending.value) return api.get("/imports/{id}", { path: { id } });
    const page = await api.get("/imports", { query: { sort: "started_at", order: "descending", limit: 10 } });
    return page.items.find((each) => each.id === id);
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    try {
      record.value = (await find()) ?? record.value;
      problem.value = undefined;
      status.value = "ready";
    } catch (failure) {
      const found = problemOf(failure, language.value);
      // What passes by itself does not take away what is on the page.
      if (!found.mayPass || (!record.value && !sending.value)) {
        problem.value = found;
        status.value = "failed";
        return;
      }
      status.value = "ready";
    }
    if (isUnderWay.value && !isGone) timer = setTimeout(look, (record.value?.row_count ?? 0) > 20_000 ? later : soon);
  }

  watch(() => sending.value?.isSending, (isSending) => isSending === false && void look());
  watch(() => session.renewals, look);
  onScopeDispose(() => {
    isGone = true;
    clearTimeout(timer);
  });
  void look();

  const state: State = { status, problem, reload: look };
  return { state, record, sending, isUnderWay };
}
