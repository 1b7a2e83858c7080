// The map beside an import: the borders of now, those of the file that differ, faults, and what moves as lines from grid to grid.
import { html, useEffect, useMemo, useRef, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { t } from '/desk/words.js';
import { chart } from '/desk/map/chart.js';

const COLOURS = {
  gap: ['#b3261e', '#ff8f85'], overlap: ['#a85b00', '#f0bf62'], lost: ['#7b1fa2', '#d9a4ee'], wrong: ['#17212b', '#e6ebf0'], unheld: ['#7b1fa2', '#d9a4ee'],
  move: ['#0b5cad', '#6fb1f5'], fresh: ['#1b7f3b', '#5fd38a'], gone: ['#b3261e', '#ff8f85'], goal: ['#0b5cad', '#6fb1f5'],
};
export const TONES = ['gap', 'overlap', 'lost', 'wrong', 'unheld'];
const DISTRICT = [[31.2, 104.4], [31.7, 105]];

/** West, south, east, north of geometries; null of none. */
export function boxAround(geometries) {
  const numbers = geometries.filter(Boolean).flatMap((one) => one.coordinates.flat(Infinity));
  if (numbers.length === 0) return null;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < numbers.length; at += 2) {
    box[0] = Math.min(box[0], numbers[at]);
    box[1] = Math.min(box[1], numbers[at + 1]);
    box[2] = Math.max(box[2], numbers[at]);
    box[3] = Math.max(box[3], numbers[at + 1]);
  }
  return box;
}

const middle = ([west, south, east, north]) => [(west + east) / 2, (south + north) / 2];
const padded = ([west, south, east, north]) => {
  const edge = Math.max(0.0006, (east - west) * 0.5, (north - south) * 0.5);
  return [west - edge, south - edge, east + edge, north + edge];
};
const line = (coordinates) => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } });

/** Each pair of grids once, with how many things go that way, and where the line lies. */
export function flowsOf(moves, gridsNow, gridsThen) {
  const flows = new Map();
  moves.flatMap(({ first }) => first).filter((one) => one.toGrid && one.toGrid !== one.fromGrid).forEach((one) => {
    const key = `${one.fromGrid}>${one.toGrid}`;
    const known = flows.get(key) ?? { key, count: 0, from: one.fromGrid, to: one.toGrid };
    flows.set(key, { ...known, count: known.count + 1 });
  });
  return [...flows.values()].flatMap((flow) => {
    const from = boxAround([gridsNow.get(flow.from)]);
    const to = boxAround([gridsThen.get(flow.to) ?? gridsNow.get(flow.to)]);
    if (!from || !to) return [];
    return { ...flow, ends: [middle(from), middle(to)], box: [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[2], to[2]), Math.max(from[3], to[3])] };
  });
}

const byCode = (features) => new Map(features.map(({ properties, geometry }) => [properties.code, geometry]));

/** A head of two short strokes where it goes to. */
function arrow({ ends: [[x1, y1], [x2, y2]] }) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const size = Math.min(length * 0.25, 0.002);
  const side = (turn) => [x2 - size * (dx * 0.9 - turn * dy * 0.5), y2 - size * (dy * 0.9 + turn * dx * 0.5)];
  return [line([[x1, y1], [x2, y2]]), line([side(1), [x2, y2], side(-1)])];
}

function drawing(shown, gridsNow, goal) {
  const gridsThen = byCode(shown?.borders ?? []);
  const feature = (geometry) => geometry && { type: 'Feature', properties: {}, geometry };
  const of = (codes, grids) => (codes ?? []).map((code) => feature(grids.get(code))).filter(Boolean);
  const { report } = shown ?? {};
  const findings = (shown?.findings ?? []).filter(({ geometry }) => geometry);
  const flows = flowsOf(shown?.moves ?? [], gridsNow, gridsThen);
  const aimed = findings.find(({ key }) => key === goal?.key);
  const groups = [
    { features: of(report?.removed, gridsNow), colours: COLOURS.gone, weight: 2, dash: '4 4', fill: 0.15 },
    { features: of([...(report?.reshaped ?? []).map(({ code }) => code), ...(report?.added ?? [])], gridsThen), colours: COLOURS.fresh, weight: 2.5, fill: 0.08 },
    ...TONES.map((tone) => ({ features: findings.filter((one) => one.tone === tone && one.geometry.type !== 'Point').map(({ geometry }) => feature(geometry)), colours: COLOURS[tone], weight: 2, fill: 0.45 })),
    { features: flows.flatMap(arrow), colours: COLOURS.move, weight: 2.5 },
    { features: aimed && aimed.geometry.type !== 'Point' ? [feature(aimed.geometry)] : [], colours: COLOURS.goal, weight: 5 },
  ];
  const spot = ([longitude, latitude], count, itemId, box) => ({ geometry: { coordinates: [longitude, latitude] }, bbox: box, properties: { count, itemId } });
  const spots = [
    ...TONES.map((tone) => ({ layer: { id: tone, colours: COLOURS[tone] }, features: findings.filter((one) => one.tone === tone).map((one) => spot(middle(one.box), 1, one.key, one.box)) })),
    { layer: { id: 'move', colours: COLOURS.move }, features: flows.map((flow) => spot(middle([...flow.ends[0], ...flow.ends[1]]), 1, flow.key, flow.box)) },
  ];
  return { groups, spots, places: new Map([...findings, ...flows].map(({ key, box }) => [key, box])) };
}

export function GridChart({ now, shown, goal, onGo }) {
  const element = useRef(null);
  const [map, setMap] = useState(null);
  const [turn, setTurn] = useState(0);
  const heard = useRef(onGo);
  heard.current = onGo;
  const gridsNow = useMemo(() => byCode(now), [now]);
  useEffect(() => {
    let made;
    let wanted = true;
    get('/map-tiles').then((tiles) => {
      if (!wanted) return;
      made = chart(element.current, { tiles, bounds: DISTRICT, onMove: () => {}, onPick: ({ id }) => id && heard.current({ key: id, picked: true }) });
      setMap(made);
    }, () => {});
    return () => ((wanted = false), made?.end());
  }, []);
  useEffect(() => map?.onDark(() => setTurn((n) => n + 1)), [map]);
  useEffect(() => {
    if (!map || now.length === 0) return;
    map.setBorders('grids', now);
    map.show(boxAround([...gridsNow.values()]));
  }, [map, now]);
  useEffect(() => {
    if (map) map.setBorders('grids', now);
  }, [turn]);
  const drawn = useMemo(() => drawing(shown, gridsNow, goal), [shown, gridsNow, goal]);
  useEffect(() => {
    if (!map) return;
    map.setShapes(drawn.groups);
    map.setSpots(drawn.spots);
  }, [map, drawn, turn]);
  useEffect(() => {
    const box = goal && (goal.grids ? boxAround(goal.grids.map((code) => gridsNow.get(code))) : drawn.places.get(goal.key));
    if (map && box) map.show(padded(box));
  }, [map, goal]);
  return html`
    <section class="chart" aria-label=${t('map')}>
      <div class="leaflet" tabindex="0" ref=${element}></div>
      <ul class="legend" aria-label=${t('legend')}>
        ${['gap', 'overlap', 'lost', 'wrong', 'unheld'].filter((tone) => shown?.findings.some((one) => one.tone === tone)).map((tone) => html`<li key=${tone}><i class=${'dot ' + tone}></i>${t('tone.' + tone)}</li>`)}
        ${shown?.borders.length > 0 && html`<li><i class="dot newer"></i>${t('tone.fresh')}</li>`}
        ${shown?.report?.removed.length > 0 && html`<li><i class="dot gone"></i>${t('tone.gone')}</li>`}
        ${shown?.moves.some(({ count }) => count > 0) && html`<li><i class="dot move"></i>${t('tone.move')}</li>`}
      </ul>
    </section>`;
}
