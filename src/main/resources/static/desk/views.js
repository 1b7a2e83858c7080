// Views of the queue under a name: one's own and those of the office. They are kept by the server, so they are there on every computer.
import { html, useEffect, useState } from '/desk/view.js';
import { get, put, request } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';

const pathOf = (view) => `/desk/views/${view.desk ? 'of/' + view.desk : 'own'}/${view.id}`;
const mayShare = (me) => ['CASE_DISPATCH', 'REFERENCE_EDIT'].some((one) => me.permissions.includes(one));

/** What a view holds of an address: all but which case is open, in one order, so that two that say the same are the same. */
export function queryOf(route, queue) {
  const query = new URLSearchParams(route.query);
  query.delete('case');
  query.set('queue', queue.id);
  query.sort();
  return query.toString().replaceAll('%2C', ',');
}

export function useViews() {
  const [views, setViews] = useState([]);
  const read = () => get('/desk/views').then(({ items }) => setViews(items), () => {});
  useEffect(() => {
    read();
  }, []);
  return { views, read };
}

/** One who takes a view away is asked once more, in its place. */
function View({ view, here, writable, onChanged }) {
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState(null);
  const remove = () => request(pathOf(view), { method: 'DELETE' }).then(onChanged, setProblem);
  return html`
    <li class="view">
      <a href=${'#/desk?' + view.query} aria-current=${view.query === here ? 'true' : undefined} title=${view.desk ? t('view-by', { who: view.by.name }) : undefined}><span>${view.name}</span></a>
      ${writable && (asked
        ? html`<button type="button" class="plain hot" onClick=${remove} onBlur=${() => setAsked(false)}>${t('view-remove')}</button>`
        : html`<button type="button" class="plain" aria-label=${t('view-remove-it', { name: view.name })} onClick=${() => setAsked(true)}>✕</button>`)}
      ${problem && html`<small class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}</small>`}
    </li>`;
}

export function Views({ kept, me, here }) {
  const groups = [[t('views-own'), kept.views.filter((one) => !one.desk), true], [me.officeName ?? t('district'), kept.views.filter((one) => one.desk), mayShare(me)]];
  return groups.map(([title, views, writable]) => views.length > 0 && html`
    <section key=${title} class="views"><h2>${title}</h2>
      <ul aria-label=${title}>${views.map((view) => html`<${View} key=${(view.desk ?? '') + view.id} view=${view} here=${here} writable=${writable} onChanged=${kept.read} />`)}</ul></section>`);
}

/** A name for what is on the screen. A name that is there already gets the new filter. */
function Keep({ kept, me, query, onDone }) {
  const [name, setName] = useState(kept.views.find((one) => one.query === query)?.name ?? '');
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const same = kept.views.find((one) => one.name === name.trim() && Boolean(one.desk) === shared);
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const view = same ?? { id: uuid(), desk: shared ? me.desk : null };
      await put(pathOf(view), { name: name.trim(), query });
      await kept.read();
      onDone();
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  const close = (event) => event.key === 'Escape' && (event.preventDefault(), onDone());
  return html`
    <form class="keep" onSubmit=${send} onKeyDown=${close}>
      <label><span>${t('view-name')}</span><input autofocus required maxlength="40" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
      ${mayShare(me) && html`<label class="switch"><input type="checkbox" checked=${shared} onChange=${() => setShared(!shared)} /> ${t('view-shared', { office: me.officeName ?? t('district') })}</label>`}
      <button class="main" disabled=${busy}>${t(same ? 'view-replace' : 'view-keep')}</button>
      <button type="button" onClick=${onDone}>${t('cancel')}</button>
      ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message} ${(problem.body.errors ?? []).map((one) => one.detail).join(' ')}</p>`}
    </form>`;
}

export function KeepView({ kept, me, query, route }) {
  const [open, setOpen] = useState(false);
  const shown = kept.views.find((one) => one.query === query);
  useEffect(() => setOpen(false), [query]);
  if (open) return html`<${Keep} kept=${kept} me=${me} query=${query} onDone=${() => setOpen(false)} />`;
  const narrowed = [...route.query.keys()].some((name) => !['queue', 'case'].includes(name));
  if (!narrowed && !shown) return null;
  return html`
    <p class="under"><button type="button" class="plain" onClick=${() => setOpen(true)}>${t(shown ? 'view-rename' : 'view-keep-this')}</button>
      ${narrowed && html`<button type="button" class="plain" onClick=${() => go(address({ path: 'desk', query: new URLSearchParams() }, { queue: route.query.get('queue'), case: route.query.get('case') }))}>${t('filters-off')}</button>`}</p>`;
}
