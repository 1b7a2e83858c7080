// What can be shown on the map: where it comes from, in which colour, and how a thing of it is called in a list.
import { address, to } from '/desk/route.js';
import { distance, t } from '/desk/words.js';

const CASES = 'REPORTED,VERIFYING,FILED,DISPATCHED,HANDLING,RESOLVED,CHECKING';
const HAZARDS = 'FOUND,NOTICED,RECTIFYING,RECHECK_DUE';

const caseOf = (one) => ({ id: one.id, title: one.category.name, state: t('state.' + one.state), stateClass: one.state, text: [one.number, one.area.gridName, one.dueAt && distance(one.dueAt)] });
const hazardOf = (one) => ({ id: one.id, title: one.place.name, state: t('hazard.state.' + one.state), stateClass: one.state, text: [one.number, one.itemText] });
const placeOf = (one) => ({ id: one.id, title: one.name, state: t('colour.' + one.risk.colour), stateClass: 'risk ' + one.risk.colour, text: [one.kindName, one.address] });

/** Colours are [on a light map, on a dark one]; `open` is the name of an open thing in the address; `list` is its page. */
export const LAYERS = [
  { id: 'cases', path: '/cases', wanted: { state: CASES, overdue: 'false' }, colours: ['#0b5cad', '#6fb1f5'], open: 'case', show: caseOf, list: (wanted) => to('desk', { queue: 'all', ...wanted }) },
  { id: 'late', path: '/cases', wanted: { overdue: 'true' }, colours: ['#b3261e', '#ff8f85'], open: 'case', show: caseOf, list: (wanted) => to('desk', { queue: 'overdue', ...wanted }) },
  { id: 'hazards', path: '/hazards', wanted: { state: HAZARDS }, permission: 'HAZARD_READ', colours: ['#8a4b00', '#f0bf62'], open: 'hazard', show: hazardOf, list: (wanted) => to('hazards', { queue: 'hz-all', ...wanted }) },
  { id: 'major', path: '/hazards', wanted: { state: HAZARDS, level: 'MAJOR,SUSPECTED_MAJOR' }, permission: 'HAZARD_READ', colours: ['#7b1fa2', '#d9a4ee'], open: 'hazard', show: hazardOf, list: (wanted) => to('hazards', { queue: 'hz-all', ...wanted }) },
  ...[['RED', '#b3261e'], ['ORANGE', '#e07b1f'], ['YELLOW', '#b89600'], ['BLUE', '#2f6fb3']].map(([colour, shade]) => (
    { id: 'places-' + colour, group: 'places', path: '/places', wanted: { colour }, permission: 'PLACE_READ', colours: [shade, shade], square: true, open: 'place', show: placeOf, list: (wanted) => to('hazards/places', wanted) })),
];

/** What somebody can switch on and off; borders are drawn, and have no things. */
export const SWITCHES = ['cases', 'late', 'hazards', 'major', 'places', 'grids', 'offices'];
const AT_FIRST = ['cases', 'late', 'hazards', 'grids', 'offices'];

export const switchesOf = (me) => SWITCHES.filter((id) => LAYERS.every((layer) => (layer.group ?? layer.id) !== id || !layer.permission || me.permissions.includes(layer.permission))
  && (!['cases', 'late'].includes(id) || me.permissions.includes('CASE_READ')));
export const shownIn = (route) => (route.query.has('show') ? route.query.get('show').split(',') : AT_FIRST);
export const layersOf = (switches, shown) => LAYERS.filter((layer) => switches.includes(layer.group ?? layer.id) && shown.includes(layer.group ?? layer.id));

/** Switched off altogether it says so with a name that nothing has, since an empty one is none at all. */
export const toggled = (route, id) => {
  const shown = shownIn(route);
  const next = shown.includes(id) ? shown.filter((one) => one !== id) : [...shown.filter((one) => one !== 'none'), id];
  return address(route, { show: next.length === 0 ? 'none' : next });
};
