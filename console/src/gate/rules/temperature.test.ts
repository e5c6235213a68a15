import { describe, expect, it } from "vitest";
import { press, readingOf, shown, temperatureText, usualDegrees, rareDegrees, tenthKeys } from "./temperature";
import type { KeypadKey, KeypadState } from "./temperature";

const pressed = (...keys: KeypadKey[]): KeypadState => keys.reduce<KeypadState>((state, key) => press(state, key), {});
const typed = (digits: string) => pressed(...[...digits].map((digit) => ({ digit: Number(digit) })));

describe("the temperature keypad", () => {
  it("takes a reading with two taps, in any order", () => {
    expect(readingOf(pressed({ degrees: 36 }, { tenths: 5 }))).toBe(365);
    expect(readingOf(pressed({ tenths: 5 }, { degrees: 36 }))).toBe(365);
  });

  it("is put right by tapping the right key", () => {
    expect(readingOf(pressed({ degrees: 36 }, { tenths: 5 }, { degrees: 37 }))).toBe(375);
    expect(readingOf(pressed({ degrees: 36 }, { tenths: 5 }, { tenths: 8 }))).toBe(368);
  });

  it("takes typed digits, and begins anew after a whole reading", () => {
    expect(readingOf(typed("365"))).toBe(365);
    expect(readingOf(typed("400"))).toBe(400);
    expect(readingOf(typed("365371"))).toBe(371);
    expect(shown(typed("3"))).toBe("3_._");
    expect(shown(typed("36"))).toBe("36._");
    expect(shown({})).toBe("__._");
  });

  it("lets a digit be taken back", () => {
    expect(shown(press(typed("365"), "delete"))).toBe("36._");
    expect(shown(press(press(typed("365"), "delete"), "delete"))).toBe("3_._");
    expect(press({}, "delete")).toEqual({});
  });

  it("never makes a reading that the server does not take", () => {
    const keys: KeypadKey[] = [
      ...[...usualDegrees, ...rareDegrees].map((degrees) => ({ degrees })),
      ...tenthKeys.flatMap((n) => [{ tenths: n }, { digit: n }]),
      "delete",
    ];
    for (const a of keys)
      for (const b of keys)
        for (const c of keys) {
          const reading = readingOf(pressed(a, b, c));
          if (reading !== undefined) expect(reading >= 300 && reading <= 450).toBe(true);
        }
    expect(readingOf(pressed({ degrees: 45 }, { tenths: 0 }))).toBe(450);
    expect(readingOf(pressed({ degrees: 45 }, { tenths: 1 }))).toBeUndefined();
  });

  it("writes tenths as degrees", () => {
    expect(temperatureText(365)).toBe("36.5");
    expect(temperatureText(400)).toBe("40.0");
  });
});
