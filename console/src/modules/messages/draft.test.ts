import { describe, expect, it } from "vitest";
import { bodyOf, fitAudience, isWritten, missingOf, newDraft } from "./draft";

describe("a broadcast being written", () => {
  it("asks only what its audience has", () => {
    const draft = { ...newDraft("p1"), text: "请查收：{{link}}", division: "3708", organizationKinds: ["enterprise" as const], role: "r1" };
    expect(bodyOf(draft).audience).toEqual({ kind: "organizations", division: "3708", organization_kinds: ["enterprise"], policy: "p1", role: undefined });
    draft.audience = "accounts";
    expect(bodyOf(draft).audience).toEqual({ kind: "accounts", division: "3708", organization_kinds: undefined, policy: undefined, role: "r1" });
    draft.kind = "dingtalk_robot";
    fitAudience(draft);
    expect(bodyOf(draft).audience).toEqual({ kind: "group", division: undefined, organization_kinds: undefined, policy: undefined, role: undefined });
    draft.kind = "mail";
    fitAudience(draft);
    expect(draft.audience).toBe("organizations");
  });

  it("is not ready while a variable or a link has nothing to say", () => {
    const draft = { ...newDraft(), text: "{{recipient}}：{{日期}}前办理 {{ apply_link }}" };
    expect(missingOf(draft)).toEqual(["日期", "apply_link"]);
    expect(isWritten(draft)).toBe(false);
    draft.values["日期"] = "3月1日";
    draft.applyLink = "https://example.cn/apply";
    expect(isWritten(draft)).toBe(true);
    expect(bodyOf(draft).values).toEqual([{ name: "日期", value: "3月1日" }]);
  });

  it("takes title and text from its template, and gives what that declares", () => {
    const draft = newDraft();
    draft.isFromTemplate = true;
    expect(isWritten(draft)).toBe(false);
    draft.template = { id: "t1", name: "催办", division: "3708", title: "提醒", text: "请于{{日期}}前办理", variables: ["日期", "备用"], created_at: "", updated_at: "", updated_by: "" };
    draft.values = { 日期: "今天", 备用: "无" };
    const body = bodyOf(draft);
    expect(body.from_template).toBe("t1");
    expect(body).not.toHaveProperty("text");
    expect(body.values).toHaveLength(2);
  });
});
