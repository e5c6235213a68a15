import { expect, it } from "vitest";
import { before, contactOf, isSkewed, queueTone, silences } from "./device";

const now = Date.parse("2020-02-24T08:00:30.000Z");
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

it.each([
  ["online", 4, undefined],
  ["quiet", 5, undefined],
  ["quiet", 24 * 60 - 1, undefined],
  ["lost", 24 * 60, undefined],
  ["revoked", 1, minutesAgo(1)],
])("is %s after %i minutes", (contact, minutes, revoked_at) => expect(contactOf({ last_seen_at: minutesAgo(minutes), revoked_at }, now)).toBe(contact));

it("minds what waits, more so when it has waited long or cannot be sent any more", () => {
  expect(queueTone({ queue_length: 0 }, now)).toBe("calm");
  expect(queueTone({ queue_length: 3, oldest_waiting_at: minutesAgo(60) }, now)).toBe("warn");
  expect(queueTone({ queue_length: 3, oldest_waiting_at: minutesAgo(12 * 60) }, now)).toBe("bad");
  expect(queueTone({ queue_length: 3 }, now)).toBe("warn");
  expect(queueTone({ queue_length: 3, oldest_waiting_at: minutesAgo(1), revoked_at: minutesAgo(1) }, now)).toBe("bad");
});

it("takes a clock that is off by more than five minutes either way for wrong", () => {
  expect(isSkewed({ clock_skew_ms: -300_001 })).toBe(true);
  expect(isSkewed({ clock_skew_ms: 299_000 })).toBe(false);
});

it("looks back by whole minutes", () => expect(before(silences.hour, now)).toBe("2020-02-24T07:00:00.000Z"));
