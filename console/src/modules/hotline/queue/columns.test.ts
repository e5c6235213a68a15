import { expect, it } from "vitest";
import type { Permission } from "@/api";
import { columnsFor } from "./columns";

const columns = (permissions: Permission[], organization?: string) =>
  columnsFor({ may: (needs) => permissions.includes(needs), organization }).map(({ name }) => name);

it("shows each what waits for him", () => {
  expect(columns(["ticket_read", "call_answer"], "1")).toEqual(["accepted", "replied", "followed_up"]);
  expect(columns(["ticket_read", "ticket_handle"], "1")).toEqual(["dispatched", "in_progress"]);
  expect(columns(["ticket_read", "ticket_handle"])).toEqual(["open"]);
  expect(columns(["ticket_read", "ticket_supervise", "call_answer"], "1")).toEqual(["overdue", "asks", "accepted", "replied", "followed_up"]);
});

it("asks a department's own tickets only", () =>
  expect(columnsFor({ may: (needs) => needs === "ticket_handle", organization: "7" })[0]?.query).toEqual({ state: "dispatched", handler: "7" }));
