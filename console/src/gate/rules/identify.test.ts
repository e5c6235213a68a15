// What the device makes of what was shown: the facts, and with them the verdict, as the server would have them.
import { describe, expect, it } from "vitest";
import type { Direction, NewPassage, SyncedPerson, SyncedRules } from "../types";
import { identify, missingAnswers, rulesAt } from "./identify";
import { makeRoster, newestPass, searchRoster } from "./roster";
import { decide } from "./verdict";
import vectors from "./vectors.json";

const now = Date.parse("2026-11-25T08:05:00+08:00");
const rules: SyncedRules = {
  fever_threshold: 373,
  pass_required: true,
  permit_required: false,
  pass_validity_days: 14,
  queue_spacing_cm: 300,
};
const [first, second, third] = vectors.tokens as [Token, Token, Token];
type Token = { token: string; pass: string; person: string; expires_at: string };

const person = (id: string, more: Partial<SyncedPerson> = {}): SyncedPerson => ({
  id,
  merged: [],
  documents: [],
  masked_name: "张*",
  since: "2026-01-01T00:00:00.000Z",
  pass: "valid",
  expires_at: "2026-12-01T00:00:00.000Z",
  revoked_passes: [],
  ...more,
});
const config = {
  salt: vectors.salt,
  pass_keys: vectors.pass_keys,
  site: { id: "s", name: "", organization: "o", organization_name: "", division: "370811", operating: true, permitted: true, lanes: 1 },
};

type Shown = Pick<NewPassage, "means"> & Partial<NewPassage>;

async function verdict(shown: Shown, people: SyncedPerson[], at = now, direction: Direction = "entry", force = rules) {
  const roster = makeRoster([people]);
  const { facts } = await identify({ direction, ...shown }, config, roster, force, at);
  const { verdict: said, reason } = decide({ direction, means: shown.means, temperature: 365 }, facts, force);
  return reason === "none" ? said : reason;
}
const scan = (token: string): Shown => ({ means: "pass", pass: token });

describe("a pass", () => {
  it("of somebody on the roster admits until it expires", async () => {
    expect(await verdict(scan(first.token), [person(first.person)])).toBe("admitted");
    const expires = Date.parse(first.expires_at);
    expect(await verdict(scan(first.token), [person(first.person)], expires - 1)).toBe("admitted");
    expect(await verdict(scan(first.token), [person(first.person)], expires)).toBe("pass_expired");
  });

  it("that is good but of nobody here is not on the roster, for it proves that there is a file", async () => {
    expect(await verdict(scan(second.token), [person(first.person)])).toBe("not_on_roster");
  });

  it("that was revoked refuses, whoever shows it", async () => {
    const people = [person(first.person, { revoked_passes: [first.pass] }), person(second.person)];
    expect(await verdict(scan(first.token), people)).toBe("pass_revoked");
    expect(await verdict(scan(second.token), people)).toBe("admitted");
  });

  it("of a file that was merged is that of the file that was kept", async () => {
    expect(await verdict(scan(third.token), [person("kept", { merged: [third.person] })])).toBe("admitted");
  });

  it("that is no token is forged", async () => {
    expect(await verdict(scan("nonsense"), [person(first.person)])).toBe("pass_forged");
    expect(await verdict(scan(`${first.token.slice(0, -1)}Q`), [person(first.person)])).toBe("pass_forged");
  });

  it("admits whoever leaves, in any state", async () => {
    expect(await verdict(scan("nonsense"), [], now, "exit")).toBe("admitted");
  });
});

describe("a document", () => {
  const [known] = vectors.documents;
  const document: Shown = { means: "document", document: known!.number.toLowerCase() };
  const holder = (more: Partial<SyncedPerson> = {}) => person("p", { documents: [known!.hash], ...more });

  it("finds its person by the salted hash, with the newest pass", async () => {
    expect(await verdict(document, [holder()])).toBe("admitted");
    expect(await verdict(document, [holder({ pass: "expired" })])).toBe("pass_expired");
    expect(await verdict(document, [holder({ pass: "revoked" })])).toBe("pass_revoked");
    expect(await verdict(document, [holder({ pass: "unknown", expires_at: undefined })])).toBe("no_pass");
  });

  it("knows that a pass has expired since the roster came", async () => {
    expect(await verdict(document, [holder({ expires_at: new Date(now).toISOString() })])).toBe("pass_expired");
    expect(newestPass(holder({ pass: "revoked" }), Date.parse("2027-01-01"))).toBe("revoked");
  });

  it("asks for no pass where none is required, not even whether one was revoked", async () => {
    const lenient = { ...rules, pass_required: false };
    expect(await verdict(document, [holder({ pass: "revoked" })], now, "entry", lenient)).toBe("admitted");
  });

  it("nobody here knows, or of somebody who has not begun or has left, is not on the roster", async () => {
    expect(await verdict({ means: "document", document: "370811199001010014" }, [holder()])).toBe("not_on_roster");
    expect(await verdict({ means: "document", document: "garbage" }, [holder()])).toBe("not_on_roster");
    expect(await verdict(document, [holder({ since: new Date(now + 1).toISOString() })])).toBe("not_on_roster");
    expect(await verdict(document, [holder({ until: new Date(now).toISOString() })])).toBe("not_on_roster");
  });
});

describe("an entry of the roster", () => {
  it("is found by its id, and nobody else", async () => {
    expect(await verdict({ means: "manual", person: "p" }, [person("p")])).toBe("admitted");
    expect(await verdict({ means: "manual", person: "q" }, [person("p")])).toBe("not_on_roster");
  });
});

describe("a visitor", () => {
  const answers = { name: "王五", mobile: "13800138000", origin: "菏泽", employer: "某公司", outbreak_contact: false };
  it("is admitted on all answers, and not on fewer", async () => {
    expect(await verdict({ means: "visitor", visitor: answers }, [])).toBe("admitted");
    expect(await verdict({ means: "visitor", visitor: { ...answers, outbreak_contact: true } }, [])).toBe(
      "outbreak_contact",
    );
    for (const field of Object.keys(answers)) {
      const fewer = { ...answers, [field]: undefined };
      expect(await verdict({ means: "visitor", visitor: fewer }, []), field).toBe("visitor_incomplete");
      expect(missingAnswers(fewer)).toEqual([field]);
    }
    expect(missingAnswers({ ...answers, mobile: "123" })).toEqual(["mobile"]);
    expect(missingAnswers(undefined)).toHaveLength(5);
  });
});

describe("the rules", () => {
  it("that take over later do so at their time", () => {
    const later = { ...rules, from: "2026-11-26T00:00:00.000Z", fever_threshold: 372 };
    expect(rulesAt([rules, later], Date.parse("2026-11-25T23:59:59.999Z")).fever_threshold).toBe(373);
    expect(rulesAt([rules, later], Date.parse("2026-11-26T00:00:00.000Z")).fever_threshold).toBe(372);
  });
});

describe("the roster", () => {
  it("takes the later word about a person, and finds by a document of either file after a merge", () => {
    const roster = makeRoster([
      [person("p", { workshop: "一车间" })],
      [person("p", { workshop: "二车间", documents: ["a", "b"], merged: ["q"] })],
    ]);
    expect(roster.people).toHaveLength(1);
    expect(roster.byId.get("p")?.workshop).toBe("二车间");
    expect(roster.byId.get("q")).toBe(roster.byDocument.get("b"));
  });

  it("puts those together who cannot be told apart", () => {
    const roster = makeRoster([
      [
        person("1", { workshop: "冲压" }),
        person("2", { workshop: "冲压" }),
        person("3", { workshop: "焊装" }),
        person("4", { masked_name: "欧阳**", workshop: "冲压", shuttle: "3号线" }),
        person("5", { workshop: "冲压", until: "2026-01-02T00:00:00.000Z" }),
      ],
    ]);
    expect(searchRoster(roster, "张 冲压", now).map((entry) => entry.people.length)).toEqual([2]);
    expect(searchRoster(roster, "3号", now)[0]?.maskedName).toBe("欧阳**");
    expect(searchRoster(roster, "", now)).toHaveLength(3);
  });
});
