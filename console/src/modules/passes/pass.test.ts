import { expect, it } from "vitest";
import { stateOf } from "./pass";

const now = Date.parse("2020-02-24T08:00:00Z");

it.each([
  ["valid", { expires_at: "2020-02-24T08:00:01Z" }],
  ["expired", { expires_at: "2020-02-24T08:00:00Z" }],
  ["revoked", { expires_at: "2020-03-01T08:00:00Z", revoked_at: "2020-02-20T08:00:00Z" }],
  ["revoked", { expires_at: "2020-02-01T08:00:00Z", revoked_at: "2020-01-20T08:00:00Z" }],
])("is %s", (state, pass) => expect(stateOf(pass, now)).toBe(state));
