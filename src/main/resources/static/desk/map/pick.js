// A map on which a position is chosen: with a click, or without a pointer by moving the map under its middle.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { geo, get } from '/desk/api.js';
import { t } from '/desk/words.js';
import { chart } from '/desk/map/chart.js';
import L from '/desk/map/leaflet.js';

const CLOSE = 17;
/** Without tiles only borders say where one is. */
const WITH_BORDERS = 15;
const ROUND = 1e6;
const CHOSEN = { id: 'chosen', colours: ['#0b5cad', '#6fb1f5'] };

const rounded = ({ lat, lng }) => ({ latitude: Math.round(lat * ROUND) / ROUND, longitude: Math.round(lng * ROUND) / ROUND });

export function PickMap({ me, position, onPick }) {
  const element = useRef(null);
  const heard = useRef(onPick);
  heard.current = onPick;
  const [map, setMap] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made;
    let wanted = true;
    const office = me.officeCode ? '&office=' + me.officeCode : '';
    Promise.all([get('/map-tiles'), geo(`/grids.geojson?level=office&zoom=11${office}`), geo(`/grids.geojson?zoom=15${office}`)]).then(([tiles, offices, grids]) => {
      if (!wanted) return;
      const at = position ? [position.latitude, position.longitude, tiles.url ? CLOSE : WITH_BORDERS] : null;
      const bounds = L.geoJSON(offices).getBounds();
      made = chart(element.current, {
        tiles, at, bounds: bounds.isValid() ? bounds : L.latLngBounds([31.2, 104.4], [31.7, 105]), onMove: () => {},
        onPick: ({ latlng }) => latlng && heard.current(rounded(latlng)),
      });
      made.setBorders('grids', grids.features);
      made.setBorders('offices', offices.features);
      setMap(made);
    }).catch(() => setFailed(true));
    return () => ((wanted = false), made?.end());
  }, []);
  useEffect(() => {
    map?.setSpots(position ? [{ layer: CHOSEN, features: [{ geometry: { coordinates: [position.longitude, position.latitude] }, properties: { count: 1 } }] }] : []);
  }, [map, position?.latitude, position?.longitude]);
  const middle = () => {
    const [latitude, longitude] = map.look().at;
    onPick({ latitude, longitude });
  };
  if (failed) return html`<p class="quiet">${t('network')}</p>`;
  return html`
    <div class="pick"><div class="leaflet" ref=${element} tabindex="0"></div><i class="cross" aria-hidden="true"></i></div>
    <p class="buttons"><button type="button" disabled=${!map} onClick=${middle}>${t('pick-middle')}</button><small class="quiet">${t('pick-how')}</small></p>`;
}
