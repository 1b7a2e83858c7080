// The map itself, without the page around it: tiles if there are any, borders and spots on canvases, what the pointer hits, and a box
// that is drawn. Views know nothing of the library.
import L, { Spot } from '/desk/map/leaflet.js';
import { crsOf } from '/desk/map/datum.js';
import { t } from '/desk/words.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const REACH = 4;
/** Clusters closer together than this are one spot for the hand. */
const ONE_SPOT_DEGREES = 1e-5;
const MANY = 1500;
const ANGLES = [0, 1, -1, 2, -2, 3].map((step) => (step * Math.PI) / 3);
const BORDERS = { grids: ['#8aa0b4', '#54677a'], offices: ['#3c556b', '#9db4c8'], grid: ['#0b5cad', '#6fb1f5'] };

const boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);
export const boxOf = (bounds) => [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((degrees) => Number(degrees.toFixed(6)));

export function chart(element, { tiles, at, bounds, still = false, onMove, onPick }) {
  const map = L.map(element, {
    crs: crsOf(tiles.datum), preferCanvas: true, zoomControl: false, attributionControl: false, maxZoom: tiles.url ? tiles.maxZoom : 19, minZoom: 8, boxZoom: false,
    ...(still ? { dragging: false, keyboard: false, scrollWheelZoom: false, doubleClickZoom: false, touchZoom: false, tap: false } : {}),
  });
  if (!still) element.setAttribute('aria-label', t('map'));
  if (!still) L.control.zoom({ zoomInTitle: t('zoom-in'), zoomOutTitle: t('zoom-out') }).addTo(map);
  if (tiles.url) {
    L.tileLayer(tiles.url, { maxZoom: tiles.maxZoom, attribution: tiles.attribution, className: 'tiles' }).addTo(map);
    if (tiles.attribution) L.control.attribution({ prefix: false }).addTo(map);
  }
  if (at) map.setView([at[0], at[1]], at[2]);
  else map.fitBounds(bounds, { animate: false });
  const lines = L.canvas({ pane: Object.assign(map.createPane('lines'), { style: 'z-index:350;pointer-events:none' }) && 'lines', padding: 0.3 });
  const spots = L.canvas({ padding: 0.3 });
  const borders = new Map();
  let drawn = [];
  let shapes = [];
  let box = null;
  let painted = () => {};

  const shade = (colours) => colours[dark.matches ? 1 : 0];

  function setBorders(id, features) {
    borders.get(id)?.remove();
    borders.delete(id);
    if (!features) return;
    const style = { color: shade(BORDERS[id]), weight: id === 'grids' ? 1 : 2.5, fill: id === 'grid', fillOpacity: 0.12, interactive: false, renderer: lines, smoothFactor: id === 'grids' ? 1.5 : 1 };
    borders.set(id, L.geoJSON({ type: 'FeatureCollection', features }, { style, interactive: false }).addTo(map));
  }

  /** Anything else with a border, each group with a look of its own; a later one lies on top. */
  function setShapes(groups) {
    shapes.forEach((shape) => shape.remove());
    shapes = groups.map(({ features, colours, weight = 2, fill = 0, dash }) => {
      const style = { color: shade(colours), weight, dashArray: dash, fill: fill > 0, fillOpacity: fill, interactive: false, renderer: lines };
      return L.geoJSON({ type: 'FeatureCollection', features }, { style, interactive: false }).addTo(map);
    });
  }

  /** One group after the other, the last on top. Only what was not there is made anew. */
  function setSpots(groups) {
    drawn.forEach((spot) => spot.remove());
    drawn = groups.flatMap(({ layer, features }) => features.map(({ geometry, properties, bbox }) => new Spot([geometry.coordinates[1], geometry.coordinates[0]], {
      renderer: spots, interactive: false, layer, bbox, count: properties.count, itemId: properties.itemId, ink: dark.matches ? '#10161c' : '#fff',
      radius: properties.count > 1 ? 9 + 1.5 * Math.log2(properties.count) : 6, color: dark.matches ? '#10161c' : '#fff', weight: 1.5, fillColor: shade(layer.colours), fillOpacity: 0.92,
    })));
    apart();
    drawn.forEach((spot) => spot.addTo(map));
  }

  /** A crowd covers no number of another layer's: who comes later stands beside it. Single things stay where they are. */
  function apart() {
    if (drawn.length > MANY) return;
    const placed = [];
    for (const spot of drawn) {
      const { radius, layer, count } = spot.options;
      const home = map.latLngToLayerPoint(spot.getLatLng());
      const covers = (point) => placed.find((one) => one.layer !== layer && one.count + count > 2 && one.point.distanceTo(point) < (one.radius + radius) * 0.8);
      const first = covers(home);
      const around = first ? ANGLES.map((angle) => first.point.add([Math.cos(angle) * (first.radius + radius), Math.sin(angle) * (first.radius + radius)])) : [];
      const point = (first && (around.find((one) => !covers(one)) ?? around[0])) || home;
      if (point !== home) spot.setLatLng(map.layerPointToLatLng(point));
      placed.push({ point, radius, layer, count });
    }
  }

  const hits = (point) => drawn.filter((spot) => map.latLngToContainerPoint(spot.getLatLng()).distanceTo(point) <= spot.getRadius() + REACH);

  /** A crowd that can be told apart comes closer; else the things there are picked, as a box. */
  function pick({ containerPoint, latlng }) {
    const found = hits(containerPoint);
    if (found.length === 0) return onPick({ latlng });
    const all = found.reduce((sum, spot) => sum.extend(boundsOf(spot.options.bbox)), L.latLngBounds(found[0].getLatLng(), found[0].getLatLng()));
    const small = all.getEast() - all.getWest() < ONE_SPOT_DEGREES && all.getNorth() - all.getSouth() < ONE_SPOT_DEGREES;
    const crowd = found.some((spot) => spot.options.count > 1);
    if (!crowd && found.length === 1) return onPick({ layer: found[0].options.layer, id: found[0].options.itemId });
    if (!small && crowd && map.getZoom() < map.getMaxZoom()) return map.fitBounds(all, { maxZoom: map.getZoom() + 3, padding: [30, 30] });
    const edge = ONE_SPOT_DEGREES / 2;
    return onPick({ box: boxOf(L.latLngBounds([all.getSouth() - edge, all.getWest() - edge], [all.getNorth() + edge, all.getEast() + edge])) });
  }

  function setBox(next) {
    box?.remove();
    box = next ? L.rectangle(boundsOf(next), { color: shade(BORDERS.grid), weight: 2, dashArray: '5 5', fill: false, interactive: false, renderer: lines }).addTo(map) : null;
  }

  /** The next drag draws a box; resolves to it, or to null when it was given up. */
  function draw() {
    painted(null);
    map.dragging.disable();
    element.classList.add('drawing');
    let start = null;
    return new Promise((resolve) => {
      const point = (event) => map.mouseEventToLatLng(event);
      const down = (event) => {
        if (event.target.closest('.leaflet-control')) return;
        start = point(event);
        element.setPointerCapture(event.pointerId);
        event.preventDefault();
      };
      const move = (event) => start && setBox(boxOf(L.latLngBounds(start, point(event))));
      const up = (event) => start && painted(boxOf(L.latLngBounds(start, point(event))));
      const key = (event) => event.key === 'Escape' && (event.preventDefault(), painted(null));
      const heard = [['pointerdown', down], ['pointermove', move], ['pointerup', up]];
      heard.forEach(([name, listener]) => element.addEventListener(name, listener, true));
      addEventListener('keydown', key, true);
      painted = (result) => {
        painted = () => {};
        heard.forEach(([name, listener]) => element.removeEventListener(name, listener, true));
        removeEventListener('keydown', key, true);
        element.classList.remove('drawing');
        map.dragging.enable();
        const empty = !result || result[2] - result[0] < ONE_SPOT_DEGREES || result[3] - result[1] < ONE_SPOT_DEGREES;
        setTimeout(() => resolve(empty ? null : result));
      };
    });
  }

  let last = 0;
  if (!still) {
    map.on('click', (event) => Date.now() - last > 300 && pick(event));
    map.on('mousemove', ({ containerPoint }) => { element.style.cursor = hits(containerPoint).length > 0 ? 'pointer' : ''; });
    map.on('moveend', () => onMove(look()));
  }
  const sized = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
  sized.observe(element);
  const look = () => {
    const centre = map.getCenter();
    return { zoom: Math.round(map.getZoom()), box: boxOf(map.getBounds().pad(0.2)), seen: boxOf(map.getBounds()), at: [Number(centre.lat.toFixed(5)), Number(centre.lng.toFixed(5)), map.getZoom()] };
  };
  // Answers may come when nobody looks any more.
  let ended = false;
  const shown = (work) => (...given) => (ended ? undefined : work(...given));
  return {
    look,
    setBorders: shown(setBorders),
    setSpots: shown(setSpots),
    setShapes: shown(setShapes),
    setBox: shown(setBox),
    draw: () => draw().then((result) => ((last = Date.now()), result)),
    show: shown((wanted) => map.fitBounds(boundsOf(wanted), { maxZoom: 17 })),
    onDark: (listener) => (dark.addEventListener('change', listener), () => dark.removeEventListener('change', listener)),
    end: () => ((ended = true), painted(null), sized.disconnect(), map.remove()),
  };
}
