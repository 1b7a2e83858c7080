// What is downloaded while there is a connection, so that places can be inspected and tasks be read without one.
import { useEffect, useState } from '/desk/view.js';
import { all, get } from '/desk/api.js';
import { keep, kept } from '/worker/store.js';

const listeners = new Set();

async function renewed(name, read) {
  await keep(name, await read());
  listeners.forEach((listener) => listener(name));
}

/** Null until it is known whether there is any. */
export function useKept(name) {
  const [value, setValue] = useState(null);
  useEffect(() => {
    const look = () => kept(name).then((found) => setValue(found ?? { items: [], at: null }));
    const hear = (changed) => changed === name && look();
    look();
    listeners.add(hear);
    return () => listeners.delete(hear);
  }, [name]);
  return value;
}

const at = (items) => ({ items, at: new Date().toISOString() });

const OF = { RECHECK: 'hazards', INSPECTION: null };

/** What a case or hazard says is kept with its task: it is needed where there is no network. Read again only when it changed. */
async function detail(item, known, changed) {
  const before = known.find((one) => one.id === item.id && one.kind === item.kind);
  if (before && changed && !changed.has(item.id)) return { ...before, ...item };
  const of = OF[item.kind] === undefined ? 'cases' : OF[item.kind];
  const file = of && (await get(`/${of}/${item.id}`).catch(() => null));
  return { ...item, of, description: file?.description ?? null, media: (file?.media ?? []).map((one) => one.id) };
}

const tasks = (changed) => async () => {
  const known = (await kept('tasks'))?.items ?? [];
  const { items } = await get('/me/tasks?limit=200');
  return at(await Promise.all(items.map((item) => detail(item, known, changed))));
};

/** Of a place only what a visit needs: no owners, no telephone numbers. */
const slim = ({ id, kind, kindName, name, address, gridCode, gridName, state, risk, nextDueAt }) =>
  ({ id, kind, kindName, name, address, gridCode, gridName, state, colour: risk?.colour, nextDueAt });

const places = async () => at((await all('/places')).filter((one) => one.state !== 'CLOSED').map(slim));

async function checklists() {
  const [kinds, lists] = await Promise.all([all('/place-kinds'), all('/checklists')]);
  return { ...at(await Promise.all(lists.map((list) => get('/checklists/' + list.code)))), kinds: Object.fromEntries(kinds.map((kind) => [kind.code, kind.checklistCode])) };
}

const categories = async () => at((await all('/categories')).filter((one) => !one.retired).map(({ code, name, group }) => ({ code, name, group })));
const reasons = async () => at([...(await all('/reasons?action=check-in')), ...(await all('/reasons?action=unanswered'))]);

/** Grids of the office; those the caller answers for first. Their workers may come along as the second inspector. */
const grids = (me) => async () => {
  if (!me.officeCode) return at([]);
  const mine = (grid) => grid.workers.some((worker) => worker.id === me.id);
  const found = (await all('/grids?office=' + me.officeCode)).map((grid) => ({ code: grid.code, name: grid.name, mine: mine(grid), workers: grid.workers.map(({ id, name }) => ({ id, name })) }));
  return at(found.sort((a, b) => Number(b.mine) - Number(a.mine)));
};

/** What was received and read here is so, also where the server has not heard of it yet. */
async function inbox() {
  const known = new Map(((await kept('inbox'))?.items ?? []).map((one) => [one.id, one]));
  const { items } = await get('/me/notices?limit=100');
  return at(items.map((one) => ({ ...one, receivedAt: one.receivedAt ?? known.get(one.id)?.receivedAt, readAt: one.readAt ?? known.get(one.id)?.readAt })));
}

const may = (me, permission) => me.permissions.includes(permission);

/** @param changed the ids of what changed since they were read last; all are read without it */
export const renewTasks = (changed) => renewed('tasks', tasks(changed)).catch(() => {});
export const renewInbox = () => renewed('inbox', inbox).catch(() => {});

/** What changes seldom is read again with each start; what cannot be read stays as it was. */
export async function download(me) {
  await Promise.all([renewTasks(), renewInbox()]);
  const rest = [
    ['categories', categories],
    ['grids', grids(me)],
    ...(may(me, 'INSPECT') ? [['places', places], ['checklists', checklists], ['reasons', reasons]] : []),
  ];
  for (const [name, read] of rest) await renewed(name, read).catch(() => {});
}
