import { expect, it } from "vitest";
import { isOnlyHere, leftUntil } from "./gate";

it.each(["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1"])("%s is reached from here alone", (host) => expect(isOnlyHere(host)).toBe(true));
it.each(["tongzhou.example", "192.168.1.5", "10.127.0.1", "localhost.example"])("%s is reached by phones", (host) => expect(isOnlyHere(host)).toBe(false));

it("counts down to nothing and stays there", () => {
  const at = "2020-02-24T00:15:00.000Z";
  expect(leftUntil(at, Date.parse("2020-02-24T00:00:00.000Z"))).toBe("15:00");
  expect(leftUntil(at, Date.parse("2020-02-24T00:05:54.300Z"))).toBe("9:06");
  expect(leftUntil(at, Date.parse("2020-02-24T00:16:00.000Z"))).toBe("0:00");
});
