// A small map in a panel: where a thing is, with its grid around it. It stands still; a click on its name leads to the large one.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { geo, get } from '/desk/api.js';
import { to } from '/desk/route.js';
import { t } from '/desk/words.js';
import { chart } from '/desk/map/chart.js';

const ZOOM = 15;
const AROUND = 1e-5;

/** A thing without a position of its own is shown by its grid alone. */
async function drawn({ element, position, gridCode, layer }) {
  const box = position && [position.longitude - AROUND, position.latitude - AROUND, position.longitude + AROUND, position.latitude + AROUND];
  const [tiles, near] = await Promise.all([get('/map-tiles'), box ? geo(`/grids.geojson?zoom=${ZOOM}&bbox=${box}`) : { features: [] }]);
  let grid = near.features.find((feature) => feature.properties.code === gridCode);
  if (!grid) grid = { type: 'Feature', properties: {}, geometry: (await get('/grids/' + gridCode)).boundary };
  return { tiles, grid, at: position && [position.latitude, position.longitude, ZOOM], element, layer, position };
}

function show({ tiles, grid, at, element, layer, position }) {
  const points = grid.geometry.coordinates.flat(Infinity);
  const [east, north] = [points.filter((_, n) => n % 2 === 0), points.filter((_, n) => n % 2 === 1)];
  const map = chart(element, { tiles, at, bounds: [[Math.min(...north), Math.min(...east)], [Math.max(...north), Math.max(...east)]], still: true });
  map.setBorders('grid', [grid]);
  if (position) map.setSpots([{ layer, features: [{ geometry: { coordinates: [position.longitude, position.latitude] }, properties: { count: 1 } }] }]);
  return map;
}

export function SmallMap({ position, gridCode, layer, name }) {
  const element = useRef(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let map;
    let wanted = true;
    drawn({ element: element.current, position, gridCode, layer }).then((found) => wanted && (map = show(found)), () => setFailed(true));
    return () => ((wanted = false), map?.end());
  }, [gridCode, position?.longitude, position?.latitude]);
  if (failed) return html`<p class="quiet">${t('network')}</p>`;
  const at = position ? { at: `${position.latitude},${position.longitude},17` } : { spot: gridCode };
  return html`
    <figure class="small-map">
      <div class="leaflet" ref=${element} role="img" aria-label=${`${t('map')}: ${name}`}></div>
      <figcaption><a href=${to('map', at)}>${t('on-the-map')}</a></figcaption>
    </figure>`;
}
