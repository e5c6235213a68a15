import { describe, expect, it } from "vitest";
import { notesOf, obstacleTo, stepsOf, waitingSince, waitOf, waitTone } from "./incident";

const opened_at = "2020-02-24T00:00:00.000Z";
const at = (minutes: number) => Date.parse(opened_at) + minutes * 60_000;

describe("waiting", () => {
  it("begins with the last thing that was done", () => {
    expect(waitingSince({ state: "open", opened_at })).toBe(opened_at);
    expect(waitingSince({ state: "isolated", opened_at, isolated_at: "2020-02-24T00:04:00Z" })).toBe("2020-02-24T00:04:00Z");
    const read = { state: "second_reading", opened_at, isolated_at: "2020-02-24T00:04:00Z", second_reading_at: "2020-02-24T00:20:00Z" } as const;
    expect(waitingSince(read)).toBe("2020-02-24T00:20:00Z");
    expect(waitOf(read, at(50))).toBe(30 * 60_000);
  });

  it("ends when the incident does", () => {
    expect(waitOf({ state: "closed", opened_at }, at(600))).toBeUndefined();
    expect(waitTone({ state: "closed", opened_at }, at(600))).toBe("calm");
  });

  it("is never less than nothing, whatever the clock here says", () => expect(waitOf({ state: "open", opened_at }, at(-3))).toBe(0));

  it.each([
    [0, "info"],
    [5, "warn"],
    [15, "bad"],
  ])("of %i minutes at the gate is %s", (minutes, tone) => expect(waitTone({ state: "open", opened_at }, at(minutes))).toBe(tone));

  it("may be longer in isolation", () => {
    expect(waitTone({ state: "isolated", opened_at, isolated_at: opened_at }, at(15))).toBe("info");
    expect(waitTone({ state: "isolated", opened_at, isolated_at: opened_at }, at(61))).toBe("bad");
  });
});

it("goes forward only", () => {
  expect(stepsOf({ state: "open" })).toEqual(["isolate", "second_reading", "close"]);
  expect(stepsOf({ state: "isolated" })).toEqual(["second_reading", "close"]);
  expect(stepsOf({ state: "second_reading" })).toEqual(["close"]);
  expect(stepsOf({ state: "closed" })).toEqual([]);
});

it("lets nobody back to work without a second reading below the threshold", () => {
  expect(obstacleTo({ threshold: 373 }, "released")).toBe("reading_needed");
  expect(obstacleTo({ threshold: 373, second_reading: 373 }, "false_alarm")).toBe("still_feverish");
  expect(obstacleTo({ threshold: 373, second_reading: 372 }, "released")).toBeUndefined();
  expect(obstacleTo({ threshold: 373 }, "transferred")).toBeUndefined();
});

describe("notes", () => {
  it("are read off the lines the server writes", () => {
    const notes =
      "2020-02-24T00:05:00.000Z 王芳 isolated: 东门隔离室\n2020-02-24T00:20:00.000Z Li Lei second_reading 36.9\n2020-02-24T00:31:00.000Z 王芳 closed released: 回岗: 正常\n第二行";
    expect(notesOf(notes)).toEqual([
      { at: "2020-02-24T00:05:00.000Z", who: "王芳", step: "isolate", value: "", words: "东门隔离室" },
      { at: "2020-02-24T00:20:00.000Z", who: "Li Lei", step: "second_reading", value: "36.9", words: "" },
      { at: "2020-02-24T00:31:00.000Z", who: "王芳", step: "close", value: "released", words: "回岗: 正常\n第二行" },
    ]);
  });
  it("are none at first", () => expect(notesOf("")).toEqual([]));
});
