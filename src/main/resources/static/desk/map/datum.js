// Positions are in WGS84 everywhere. Tiles of mainland vendors are cut in GCJ02, some hundred metres away: a map over such tiles shifts
// each position when it is drawn, and back when the hand points at it. The formula is the one everybody uses, good to a metre.
import L from '/desk/map/leaflet.js';

const AXIS = 6378245;
const ECCENTRICITY = 0.00669342162296594323;
const wave = (degrees, length, height) => ((height * 2) / 3) * Math.sin((degrees * Math.PI) / length);
const outside = ({ lat, lng }) => lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271;

function shift({ lat, lng }) {
  const [x, y] = [lng - 105, lat - 35];
  const ripple = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + ripple
    + wave(y, 1, 20) + wave(y, 3, 40) + wave(y, 12, 160) + wave(y, 30, 320);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + ripple
    + wave(x, 1, 20) + wave(x, 3, 40) + wave(x, 12, 150) + wave(x, 30, 300);
  const sine = Math.sin((lat * Math.PI) / 180);
  const root = 1 - ECCENTRICITY * sine * sine;
  return [(north * 180) / (((AXIS * (1 - ECCENTRICITY)) / (root * Math.sqrt(root))) * Math.PI), (east * 180) / ((AXIS / Math.sqrt(root)) * Math.cos((lat * Math.PI) / 180) * Math.PI)];
}

export function toGcj02(point) {
  if (outside(point)) return point;
  const [north, east] = shift(point);
  return L.latLng(point.lat + north, point.lng + east);
}

/** The way back has no formula; three steps of looking are good to a centimetre. */
export function fromGcj02(point) {
  let guess = point;
  for (let step = 0; step < 3; step++) {
    const there = toGcj02(guess);
    guess = L.latLng(guess.lat + point.lat - there.lat, guess.lng + point.lng - there.lng);
  }
  return guess;
}

const mercator = L.Projection.SphericalMercator;

/** How a map over tiles of this datum projects: pixels are those of the tiles, positions stay WGS84. */
export const crsOf = (datum) => (datum !== 'GCJ02' ? L.CRS.EPSG3857 : L.extend({}, L.CRS.EPSG3857, {
  projection: { ...mercator, project: (point) => mercator.project(toGcj02(L.latLng(point))), unproject: (point) => fromGcj02(mercator.unproject(point)) },
}));
