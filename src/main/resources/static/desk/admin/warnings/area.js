// Which sub-districts a warning touches, on a map that stands still.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { geo, get } from '/desk/api.js';
import { t } from '/desk/words.js';
import { chart } from '/desk/map/chart.js';

const ALL = ['#8aa0b4', '#54677a'];
const TOUCHED = ['#b3261e', '#ff8f85'];

function boundsOf(features) {
  const numbers = features.flatMap(({ geometry }) => geometry.coordinates.flat(Infinity));
  const [east, north] = [numbers.filter((_, at) => at % 2 === 0), numbers.filter((_, at) => at % 2 === 1)];
  return [[Math.min(...north), Math.min(...east)], [Math.max(...north), Math.max(...east)]];
}

export function AreaMap({ codes, name }) {
  const element = useRef(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let map;
    let wanted = true;
    Promise.all([get('/map-tiles'), geo('/grids.geojson?level=subdistrict&zoom=11')]).then(([tiles, { features }]) => {
      if (!wanted || features.length === 0) return;
      const within = features.filter(({ properties }) => codes.includes(properties.code));
      const whole = codes.some((code) => features.some(({ properties }) => properties.parentCode === code));
      map = chart(element.current, { tiles, bounds: boundsOf(features), still: true });
      map.setShapes([{ features, colours: ALL, weight: 1 }, { features: whole ? features : within, colours: TOUCHED, weight: 2, fill: 0.3 }]);
    }).catch(() => setFailed(true));
    return () => ((wanted = false), map?.end());
  }, []);
  if (failed) return html`<p class="quiet">${t('network')}</p>`;
  return html`<figure class="small-map"><div class="leaflet" ref=${element} role="img" aria-label=${`${t('map')}: ${name}`}></div></figure>`;
}
