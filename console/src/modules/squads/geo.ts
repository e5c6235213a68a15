// A plan drawn from coordinates alone: no tiles from elsewhere, so it works in any network and in none.

export interface Spot {
  longitude: number;
  latitude: number;
}

export interface Fitted {
  /** In the picture's own units. */
  width: number;
  height: number;
  x: (spot: Spot) => number;
  y: (spot: Spot) => number;
  /** A round length that is a fifth to a half of the width: in metres, and in the picture's units. */
  scale: { metres: number; length: number };
}

const metresPerDegree = 111_195;

/** Fits all spots into a picture of that width, no taller than `tallest`; a degree of longitude is as narrow as it is there. */
export function fit(spots: readonly Spot[], width: number, tallest: number, margin = 24): Fitted {
  const finite = spots.filter((spot) => Number.isFinite(spot.longitude) && Number.isFinite(spot.latitude));
  const all = finite.length > 0 ? finite : [{ longitude: 0, latitude: 0 }];
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { longitude, latitude } of all) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  // At least half a kilometre, or one spot alone would be magnified without end.
  const least = 500 / metresPerDegree;
  const across = Math.max((east - west) * narrow, least);
  const up = Math.max(north - south, least * 0.4);
  const unit = Math.min((width - 2 * margin) / across, (tallest - 2 * margin) / up);
  const height = Math.max(Math.min(tallest, up * unit + 2 * margin), Math.min(tallest, width * 0.45));
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
  return {
    width,
    height,
    x: (spot) => width / 2 + (spot.longitude - middle.longitude) * narrow * unit,
    y: (spot) => height / 2 - (spot.latitude - middle.latitude) * unit,
    scale: scaleOf((width / unit) * metresPerDegree, width),
  };
}

function scaleOf(metres: number, width: number): { metres: number; length: number } {
  const most = metres / 3;
  const ten = 10 ** Math.floor(Math.log10(most));
  const round = [5, 2, 1].find((factor) => factor * ten <= most)! * ten;
  return { metres: round, length: (round / metres) * width };
}

/** Many dots as one path: strokes of no length with round ends. */
export const dots = (fitted: Fitted, spots: readonly Spot[]): string => spots.map((spot) => `M${at(fitted, spot)}h0`).join("");

export const lines = (fitted: Fitted, pairs: readonly (readonly [Spot, Spot])[]): string =>
  pairs.map(([from, to]) => `M${at(fitted, from)}L${at(fitted, to)}`).join("");

const at = (fitted: Fitted, spot: Spot): string => `${fitted.x(spot).toFixed(1)} ${fitted.y(spot).toFixed(1)}`;
