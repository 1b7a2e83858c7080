// The map: what lies where, in clusters that the server makes, and what there is in a box or on one spot as a list.
import { html, useCallback, useEffect, useRef, useState } from '/desk/view.js';
import { all, get, geo } from '/desk/api.js';
import { address, go, to } from '/desk/route.js';
import { t, together } from '/desk/words.js';
import { onEvent } from '/desk/feed.js';
import { Lazy, Panel } from '/desk/panel.js';
import { learn } from '/desk/words.js';
import { dress } from '/desk/pages.js';
import { CasePanel } from '/desk/case.js';
import { HazardPanel } from '/desk/hazards/hazard.js';
import { PlacePanel } from '/desk/hazards/place.js';
import { boxOf, chart } from '/desk/map/chart.js';
import { Here } from '/desk/map/here.js';
import { layersOf, LAYERS, shownIn, switchesOf, toggled } from '/desk/map/layers.js';
import L from '/desk/map/leaflet.js';

const PANELS = { case: CasePanel, hazard: HazardPanel, place: PlacePanel };
const GRIDS_FROM_ZOOM = 11;
const LOOK_AGAIN_MS = 3_000;

const numbers = (text) => {
  const found = text?.split(',').map(Number) ?? [];
  return found.length > 0 && found.every(Number.isFinite) ? found : null;
};
const within = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
const holds = (outer, inner) => outer && outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

/** The map in its element, with what is under it; it begins where the address says, else with all of the own area. */
function useChart(me, route, onMove, onPick) {
  const element = useRef(null);
  const [map, setMap] = useState(null);
  const [problem, setProblem] = useState(null);
  const heard = useRef({});
  heard.current = { onMove, onPick };
  useEffect(() => {
    let made;
    let wanted = true;
    const office = me.officeCode ? '&office=' + me.officeCode : '';
    Promise.all([get('/map-tiles'), geo(`/grids.geojson?level=office&zoom=11${office}`)]).then(([tiles, offices]) => {
      if (!wanted) return;
      const at = numbers(route.query.get('at'));
      const bounds = L.geoJSON(offices).getBounds();
      made = chart(element.current, {
        tiles, at: at?.length === 3 ? at : null, bounds: bounds.isValid() ? bounds : L.latLngBounds([31.2, 104.4], [31.7, 105]),
        onMove: (look) => heard.current.onMove(look), onPick: (picked) => heard.current.onPick(picked),
      });
      made.whole = boxOf(bounds);
      setMap(made);
      heard.current.onMove(made.look());
    }).catch(setProblem);
    return () => ((wanted = false), made?.end());
  }, []);
  return { element, map, problem };
}

/** Borders come for more than is seen, so a small step needs none anew. */
function useBorders(map, look, shown, turn) {
  const have = useRef({});
  useEffect(() => {
    if (!map || !look) return;
    const wants = { grids: shown.includes('grids') && look.zoom >= GRIDS_FROM_ZOOM, offices: shown.includes('offices') };
    for (const id of ['grids', 'offices']) {
      const known = have.current[id];
      if (!wants[id]) {
        map.setBorders(id, null);
        delete have.current[id];
      } else if (known?.turn !== turn || known.zoom !== look.zoom || !holds(known.box, look.seen)) {
        const box = boxOf(L.latLngBounds([look.seen[1], look.seen[0]], [look.seen[3], look.seen[2]]).pad(0.6));
        have.current[id] = { box, zoom: look.zoom, turn };
        const mine = have.current[id];
        geo(`/grids.geojson?zoom=${look.zoom}&bbox=${box}${id === 'offices' ? '&level=office' : ''}`)
          .then((answer) => mine === have.current[id] && map.setBorders(id, answer.features), () => mine === have.current[id] && delete have.current[id]);
      }
    }
  }, [map, look, shown.join(), turn]);
}

/** Clusters of each layer for what is seen; what is asked for later wins. Resolves to how many there are. */
function useSpots(map, look, layers, box, turn) {
  const [totals, setTotals] = useState({});
  const [failed, setFailed] = useState(false);
  const asked = useRef(0);
  const names = layers.map((layer) => layer.id).join();
  useEffect(() => {
    if (!map || !look) return;
    const mine = ++asked.current;
    const seen = box ? within(look.box, box) : look.box;
    const empty = seen[0] >= seen[2] || seen[1] >= seen[3];
    Promise.all(layers.map((layer) => (empty ? { features: [], total: 0 } : geo(`${layer.path}?${new URLSearchParams({ ...layer.wanted, zoom: look.zoom, bbox: seen })}`)))).then((answers) => {
      if (mine !== asked.current) return;
      map.setSpots(layers.map((layer, at) => ({ layer, features: answers[at].features })));
      const next = {};
      layers.forEach((layer, at) => (next[layer.group ?? layer.id] = (next[layer.group ?? layer.id] ?? 0) + answers[at].total));
      setTotals(next);
      setFailed(false);
    }).catch(() => mine === asked.current && setFailed(true));
  }, [map, look, names, box?.join(), turn]);
  return { totals, failed };
}

/** A new drawing is due when something happened, or when the eyes changed from light to dark. */
function useTurns(map) {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let timer = 0;
    const soon = () => (timer ||= setTimeout(() => ((timer = 0), setTurn((n) => n + 1)), LOOK_AGAIN_MS));
    const stops = [onEvent(({ event, data }) => (event === 'resync' || ['CASE', 'HAZARD'].includes(data?.subject)) && soon()), map?.onDark(() => setTurn((n) => n + 1))];
    return () => (stops.forEach((stop) => stop?.()), clearTimeout(timer));
  }, [map]);
  return turn;
}

const OnDuty = (items) => (items.length === 0 ? html`<p class="quiet">${t('nobody-on-duty')}</p>` : html`
  <ul class="plainly">${items.map((one) => html`<li key=${one.person.id + one.from}>${one.person.name} <small>${one.office.name} · ${t('duty-role.' + one.role)}</small></li>`)}</ul>`);

function Controls({ route, switches, shown, totals, box, onDraw, drawing, onView, onWhole }) {
  return html`
    <nav class="layers" aria-label=${t('layers')}>
      <fieldset><legend>${t('layers')}</legend>
        ${switches.map((id) => {
          const layer = LAYERS.find((one) => (one.group ?? one.id) === id);
          return html`<label key=${id}><input type="checkbox" checked=${shown.includes(id)} onChange=${() => go(toggled(route, id))} />
            <i class=${'dot ' + id}></i><span>${t('layer.' + id)}</span>${layer && shown.includes(id) && html`<b>${totals[id] ?? '·'}</b>`}</label>`;
        })}
      </fieldset>
      <div class="tools">
        <button type="button" aria-pressed=${drawing} class="chip" onClick=${onDraw}>${t(drawing ? 'draw-now' : 'draw')}</button>
        <button type="button" onClick=${onView}>${t('what-is-in-view')}</button>
        ${box && html`<button type="button" onClick=${() => go(address(route, { box: null, here: null }))}>${t('no-box')}</button>`}
        <button type="button" class="plain" onClick=${onWhole}>${t('whole')}</button>
      </div>
      <${Lazy} title=${t('on-duty')} path="/duty" load=${all}>${OnDuty}<//>
      <p class="quiet hint">${t('map-keys')}</p>
    </nav>`;
}

function GridPanel({ code, onClose }) {
  const [grid, setGrid] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    get('/grids/' + code).then(setGrid, setProblem);
  }, [code]);
  if (!grid) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} title=${grid.name} small=${grid.code} onClose=${onClose}>
      <dl class="facts">
        <div><dt>${t('grid.community')}</dt><dd>${grid.communityName} · ${grid.officeName}</dd></div>
        <div><dt>${t('grid.workers')}</dt><dd>${together(grid.workers.map((one) => one.name)) || '—'}</dd></div>
        <div><dt>${t('grid.size')}</dt><dd>${(grid.areaSquareMetres / 10_000).toFixed(1)} ha</dd></div>
      </dl>
      <p><a href=${to('desk', { queue: 'all', grid: code })}>${t('page.desk')}</a> · <a href=${to('hazards', { queue: 'hz-all', grid: code })}>${t('page.hazards')}</a> · <a href=${to('hazards/places', { grid: code })}>${t('hz.places')}</a></p>
    <//>`;
}

export function Page({ me, route }) {
  const [look, setLook] = useState(null);
  const [drawing, setDrawing] = useState(false);
  const now = useRef(route);
  now.current = route;
  const change = useCallback((changes) => go(address(now.current, changes)), []);
  const moved = useCallback((next) => {
    setLook(next);
    now.current.query.set('at', next.at.join(','));
    history.replaceState(null, '', address(now.current, {}));
  }, []);
  const picked = useCallback(async ({ layer, id, box, latlng }) => {
    const none = { case: null, hazard: null, place: null, here: null, spot: null };
    if (layer) return change({ ...none, [layer.open]: id });
    if (box) return change({ ...none, here: box });
    const found = await get(`/grids/locate?longitude=${latlng.lng.toFixed(6)}&latitude=${latlng.lat.toFixed(6)}`).catch(() => null);
    return found?.grid && change({ ...none, spot: found.grid.code });
  }, []);
  const { element, map, problem } = useChart(me, route, moved, picked);
  const turn = useTurns(map);
  const switches = switchesOf(me);
  const shown = shownIn(route);
  const box = numbers(route.query.get('box'));
  const here = numbers(route.query.get('here')) ?? box;
  const layers = layersOf(switches, shown);
  const spot = route.query.get('spot');
  // Who comes from elsewhere with a grid only, is led to it.
  const lead = useRef(spot !== null && !route.query.has('at'));
  useBorders(map, look, shown, turn);
  const { totals, failed } = useSpots(map, look, layers, box, turn);
  useEffect(() => map?.setBox(box), [map, box?.join(), turn]);
  useEffect(() => {
    if (map && !spot) map.setBorders('grid', null);
    if (map && spot) get('/grids/' + spot).then((grid) => {
      map.setBorders('grid', [{ type: 'Feature', properties: {}, geometry: grid.boundary }]);
      if (lead.current) map.show(boxOf(L.geoJSON(grid.boundary).getBounds()));
      lead.current = false;
    }, () => {});
  }, [map, spot, turn]);

  const draw = async () => {
    setDrawing(true);
    const drawn = await map.draw();
    setDrawing(false);
    if (drawn) change({ box: drawn, here: null, case: null, hazard: null, place: null, spot: null });
    else map.setBox(box);
  };
  const view = () => change({ box: look.seen, here: null, case: null, hazard: null, place: null, spot: null });
  const open = Object.keys(PANELS).find((name) => route.query.has(name));
  const Opened = PANELS[open];
  const panel = Opened ? html`<${Opened} key=${route.query.get(open)} id=${route.query.get(open)} me=${me} onClose=${() => change({ [open]: null })} />`
    : spot ? html`<${GridPanel} key=${spot} code=${spot} onClose=${() => change({ spot: null })} />`
    : here?.length === 4 ? html`<${Here} key=${here.join()} box=${here} layers=${layers} onOpen=${(layer, id) => change({ [layer.open]: id })} onClose=${() => change({ here: null, box: route.query.has('here') ? box : null })} />` : null;
  return html`
    <div class=${'desk mapped' + (panel ? ' opened' : '')}>
      <${Controls} route=${route} switches=${switches} shown=${shown} totals=${totals} box=${box} drawing=${drawing}
                   onDraw=${draw} onView=${view} onWhole=${() => map.show(map.whole)} />
      <section class="chart" aria-label=${t('map')}>
        ${(problem || failed) && html`<p class="problem" role="alert">${problem?.message ?? t('network')}</p>`}
        <div class="leaflet" ref=${element} onKeyDown=${(event) => event.key === 'Enter' && event.target === element.current && view()}></div>
      </section>
      ${panel}
    </div>`;
}

await Promise.all([learn('/desk/hazards'), dress('/desk/hazards')]);
