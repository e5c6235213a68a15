import { getMap } from "echarts/core";
import { expect, it } from "vitest";
import { registerMap } from "@/parts/echartsMap";
import { byCode, type CityShapes } from "./cityMaps";

const shapes: CityShapes = {
  type: "FeatureCollection",
  UTF8Encoding: true,
  features: [
    {
      type: "Feature",
      id: "370811",
      properties: { name: "任城区", cp: [116.6, 35.4] },
      geometry: { type: "Polygon", coordinates: ["@@ABCD"], encodeOffsets: [[119000, 36000]] },
    },
  ],
};

it("gives ECharts shapes by code, and each map shapes of its own: the second is encoded still", () => {
  registerMap("3708", byCode(shapes) as never);
  const first = getMap("3708")!.geoJson as unknown as CityShapes;
  expect(first.features[0]!.properties.name).toBe("370811");
  // As ECharts does when it draws.
  (first.features[0]!.geometry as { coordinates: unknown[] }).coordinates[0] = [[116.6, 35.4]];
  registerMap("3708", byCode(shapes) as never);
  const second = getMap("3708")!.geoJson as unknown as CityShapes;
  expect((second.features[0]!.geometry as { coordinates: unknown[] }).coordinates).toEqual(["@@ABCD"]);
});
