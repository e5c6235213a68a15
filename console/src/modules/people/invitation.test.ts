import { describe, expect, it } from "vitest";
import { answerWith, problemResponse } from "@/parts/testing";
import { codeRows, invitationLinkIn, invitationOf, isLocalHost, makeCodes, makeInvitation, spacedCode } from "./invitation";

const mill = "01900000-0000-7000-8000-00000000000a";

describe("the invitation of a roster", () => {
  it("is none where the server knows of none", async () => {
    answerWith({ [`GET /organizations/${mill}/roster/invitation`]: problemResponse(404, "no_such_record") });
    expect(await invitationOf(mill)).toBeUndefined();
  });

  it("is a failure where the server fails", async () => {
    answerWith({ [`GET /organizations/${mill}/roster/invitation`]: problemResponse(503, "busy") });
    await expect(invitationOf(mill)).rejects.toMatchObject({ status: 503 });
  });

  it("begins with the address of this page", async () => {
    const asked = answerWith({ [`POST /organizations/${mill}/roster/invitation`]: { link: "…" } });
    await makeInvitation(mill);
    expect(asked[0]!.body).toEqual({ address: location.origin });
  });

  it("is told from whatever else can be pasted", () => {
    const link = "https://city.example/tongzhou/me/#invitation=tz_i_0123456789abcdef";
    expect(invitationLinkIn(` ${link}\n`)).toBe(link);
    for (const other of ["", "tz_i_0123456789abcdef", "https://city.example/gate/#enrol=tz_e_0123456789", "javascript:1/me/#invitation=tz_i_0123456789"])
      expect(invitationLinkIn(other)).toBeUndefined();
  });

  it("is of no use to phones on an address of this computer alone", () => {
    expect(["localhost", "127.0.0.1", "[::1]"].every(isLocalHost)).toBe(true);
    expect(["127.example", "10.0.0.5", "tongzhou.example"].some(isLocalHost)).toBe(false);
  });
});

describe("personal codes", () => {
  it("are for all without one, or for those who are named", async () => {
    const asked = answerWith({ [`POST /organizations/${mill}/roster/codes`]: { items: [], more: false } });
    await makeCodes(mill);
    await makeCodes(mill, ["p1"]);
    expect(asked.map(({ body }) => body)).toEqual([{}, { people: ["p1"] }]);
  });

  it("are written in groups of four", () => {
    expect(spacedCode("12345678")).toBe("1234 5678");
    expect(spacedCode("1234")).toBe("1234");
  });

  it("fill a sheet with the names as they are shown", () => {
    const codes = [
      { person: "a", masked_name: "张*", workshop: "一车间", code: "12345678" },
      { person: "b", masked_name: "李*", code: "00000001" },
    ];
    const full = new Map([["a", "张三"]]);
    expect(codeRows(codes, (code) => full.get(code.person) ?? code.masked_name, "3月1日")).toEqual([
      ["张三", "一车间", "12345678", "3月1日"],
      ["李*", "", "00000001", "3月1日"],
    ]);
  });
});
