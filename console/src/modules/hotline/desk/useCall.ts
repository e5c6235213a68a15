// The call that is on the line: what the operator writes down, and the three ways it ends. Its id is made here, so that
// sending it again after a lost answer is the same call.
import { computed, reactive, ref, shallowRef } from "vue";
import { api, type Schema } from "@/api";
import { newUuid } from "@/gate/rules/uuid";
import type { Said } from "../moves";
import type { Category, Channel } from "../ticket";

export type Opened = Schema<"OpenedCall">;
export type Ending = "answered" | "referred" | "kept" | "about";

export interface CallFields {
  kind: Schema<"Caller">["kind"];
  organization: string | undefined;
  name: string;
  number: string;
  channel: Channel;
  division: string | undefined;
  category: Category;
  question: string;
  confidential: boolean;
}

export interface LastCall {
  opened: Opened;
  ending: Ending;
}

const blank = (division: string | undefined): CallFields => ({
  kind: "person",
  organization: undefined,
  name: "",
  number: "",
  channel: "phone",
  division,
  category: "consultation",
  question: "",
  confidential: false,
});

const words = (text: string): string | undefined => text.trim() || undefined;

export function useCall() {
  const fields = reactive<CallFields>(blank(undefined));
  let home: string | undefined;
  let id = newUuid();
  let answeredAt: string | undefined;
  /** Recorded, and not ended yet: what was to follow failed. */
  const recorded = shallowRef<Opened>();
  const last = shallowRef<LastCall>();
  const isBusy = ref(false);

  /** The first thing written down is when the call was taken. */
  function begun(): void {
    answeredAt ??= new Date().toISOString();
  }

  function liveAt(division: string): void {
    home = division || undefined;
    fields.division ??= home;
  }

  function next(): void {
    // Where the matter lies, and how people come, is likely to stay.
    Object.assign(fields, { ...blank(home), channel: fields.channel });
    id = newUuid();
    answeredAt = undefined;
    recorded.value = undefined;
  }

  async function record(about?: string): Promise<Opened> {
    if (recorded.value) return recorded.value;
    const opened = await api.post("/calls", {
      body: {
        id,
        about,
        division: fields.division!,
        channel: fields.channel,
        caller: {
          kind: fields.kind,
          organization: fields.kind === "enterprise" ? fields.organization : undefined,
          name: words(fields.name),
          number: words(fields.number),
        },
        category: fields.category,
        question: fields.question.trim(),
        confidential: fields.confidential || undefined,
        answered_at: answeredAt,
      },
    });
    recorded.value = opened;
    return opened;
  }

  async function end(ending: Ending, then?: (opened: Opened) => Promise<unknown>, about?: string): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    try {
      const opened = await record(about);
      await then?.(opened);
      last.value = { opened, ending };
      next();
      return true;
    } finally {
      isBusy.value = false;
    }
  }

  return {
    fields,
    last,
    recorded,
    isBusy,
    /** It can be ended: it is known where the matter lies and what was asked. */
    isReady: computed(() => fields.division !== undefined && fields.question.trim().length >= 2),
    begun,
    liveAt,
    next,
    answer: (said: Pick<Said, "answer" | "policy" | "article">) =>
      end("answered", (opened) => api.post("/tickets/{id}/answer", { path: { id: opened.id }, body: { answer: said.answer.trim(), policy: said.policy, article: said.article } })),
    refer: (said: Pick<Said, "lead" | "others" | "matter" | "why">) =>
      end("referred", (opened) =>
        api.post("/tickets/{id}/dispatch", { path: { id: opened.id }, body: { lead: said.lead!, others: said.others, matter: words(said.matter), why: words(said.why) } }),
      ),
    keep: () => end("kept"),
    /** The caller asks after a ticket that is there: no new one is made. */
    askAfter: (ticket: string) => end("about", undefined, ticket),
  };
}

export type CallOnLine = ReturnType<typeof useCall>;
