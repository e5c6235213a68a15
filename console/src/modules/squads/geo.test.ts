import { describe, expect, it } from "vitest";
import { dots, fit, lines } from "./geo";

const yanzhou = { longitude: 116.78, latitude: 35.55 };
const qufu = { longitude: 116.99, latitude: 35.58 };

describe("a plane drawn from coordinates", () => {
  it("keeps everything within the picture, north up and east to the right", () => {
    const fitted = fit([yanzhou, qufu, { longitude: 116.8, latitude: 35.7 }], 720, 460);
    for (const spot of [yanzhou, qufu]) {
      expect(fitted.x(spot)).toBeGreaterThanOrEqual(24 - 0.01);
      expect(fitted.x(spot)).toBeLessThanOrEqual(720 - 24 + 0.01);
      expect(fitted.y(spot)).toBeGreaterThan(0);
      expect(fitted.y(spot)).toBeLessThan(fitted.height);
    }
    expect(fitted.x(qufu)).toBeGreaterThan(fitted.x(yanzhou));
    expect(fitted.y(qufu)).toBeLessThan(fitted.y(yanzhou));
  });
  it("draws as far east as north what is as far on the ground", () => {
    const narrow = Math.cos((35.55 * Math.PI) / 180);
    const fitted = fit([yanzhou, qufu], 720, 460);
    const east = fitted.x({ longitude: yanzhou.longitude + 0.1 / narrow, latitude: yanzhou.latitude }) - fitted.x(yanzhou);
    const north = fitted.y(yanzhou) - fitted.y({ longitude: yanzhou.longitude, latitude: yanzhou.latitude + 0.1 });
    expect(east / north).toBeCloseTo(1, 3);
  });
  it("has a scale of a round length that is as long as it says", () => {
    const fitted = fit([yanzhou, qufu], 720, 460);
    const metres = fitted.scale.metres;
    expect([1, 2, 5]).toContain(metres / 10 ** Math.floor(Math.log10(metres)));
    const north = fitted.y(yanzhou) - fitted.y({ ...yanzhou, latitude: yanzhou.latitude + metres / 111_195 });
    expect(north).toBeCloseTo(fitted.scale.length, 3);
  });
  it("draws one spot, or none, without end of magnification", () => {
    expect(fit([yanzhou], 720, 460).x(yanzhou)).toBe(360);
    expect(Number.isFinite(fit([], 720, 460).height)).toBe(true);
  });
  it("draws many dots and ways as one path each", () => {
    const fitted = fit([yanzhou, qufu], 720, 460);
    expect(dots(fitted, [yanzhou, qufu]).match(/h0/g)).toHaveLength(2);
    expect(lines(fitted, [[yanzhou, qufu]])).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
  });
});
