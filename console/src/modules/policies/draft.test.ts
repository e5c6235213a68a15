import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { useSession } from "@/parts/session";
import { useDraft } from "./draft";
import { mayKeep, standingOf, type Policy } from "./policy";

const who = (more: object) => ({ kind: "account", id: "a1", name: "张敏", step: "done", permissions: ["policy_write"], reach: "division", division: "3708", csrf_token: "t", ...more }) as never;
beforeEach(() => setActivePinia(createPinia()));

describe("a compendium being put together", () => {
  it("takes each policy once, in an order that can be changed", () => {
    const draft = useDraft();
    expect(draft.add([{ id: "1", title: "甲" }, { id: "2", title: "乙" }])).toBe(2);
    expect(draft.add([{ id: "2", title: "乙" }, { id: "3", title: "丙" }])).toBe(1);
    draft.move("3", -1);
    draft.move("1", -1);
    expect(draft.chosen.map(({ id }) => id)).toEqual(["1", "3", "2"]);
    draft.remove("3");
    expect(draft.size).toBe(2);
  });

  it("is forgotten when another account signs in", async () => {
    const session = useSession();
    session.keep(who({}));
    const draft = useDraft();
    await nextTick();
    draft.add([{ id: "1", title: "甲" }]);
    session.keep(who({ id: "a2" }));
    await nextTick();
    expect(draft.size).toBe(0);
  });
});

describe("a policy", () => {
  const policy = (more: Partial<Policy>) => ({ id: "1", title: "", kind: "notice", version: 1, created_at: "", updated_at: "", ...more }) as Policy;
  it("stands, or not, for one reason", () => {
    const today = "2020-02-24";
    expect(standingOf(policy({}), today)).toBe("inForce");
    expect(standingOf(policy({ effective_until: "2020-02-24" }), today)).toBe("inForce");
    expect(standingOf(policy({ effective_until: "2020-02-23" }), today)).toBe("over");
    expect(standingOf(policy({ effective_from: "2020-02-25" }), today)).toBe("toCome");
    expect(standingOf(policy({ superseded_by: "2", effective_until: "2020-02-23" }), today)).toBe("superseded");
    expect(standingOf(policy({ superseded_by: "2", withdrawn_at: "2020-02-24T00:00:00Z" }), today)).toBe("withdrawn");
  });

  it("is kept by those who cover its place", () => {
    const session = useSession();
    session.keep(who({ division: "370811" }));
    expect(mayKeep("370811")).toBe(true);
    expect(mayKeep("3708")).toBe(false);
    expect(mayKeep(undefined)).toBe(false);
    session.keep(who({ permissions: ["policy_read"] }));
    expect(mayKeep("370811")).toBe(false);
    session.keep(who({ reach: "everything", division: undefined }));
    expect(mayKeep(undefined)).toBe(true);
  });
});
