// The pages of the desk. Each is a module of its own that comes when somebody goes there, so the first view stays small.
// A page with a folder brings its own words (`words/`) and its own style (`page.css`) from there.
import { html, useEffect, useState } from '/desk/view.js';
import { to } from '/desk/route.js';
import { language, learn, t } from '/desk/words.js';

const AT_A_DESK = ['DISPATCHER', 'SUPERVISOR', 'HANDLER', 'GRID_WORKER'];
const may = (...permissions) => (me) => permissions.some((permission) => me.permissions.includes(permission));

/** `id` is the first part of the address, `fits` says for whom it is, the module exports `Page({ me, route })`. */
const PAGES = [
  { id: 'desk', fits: (me) => me.roles.some((role) => AT_A_DESK.includes(role)), load: () => import('/desk/desk.js') },
  { id: 'map', folder: '/desk/map', fits: may('AREA_READ'), load: () => import('/desk/map/page.js') },
  { id: 'hazards', folder: '/desk/hazards', fits: may('HAZARD_READ'), load: () => import('/desk/hazards/page.js') },
  { id: 'admin', folder: '/desk/admin', fits: may('ANNOUNCE', 'ACCOUNT_READ', 'REFERENCE_EDIT', 'OPERATE', 'AUDIT_READ'), load: () => import('/desk/admin/page.js') },
];

export const pagesOf = (me) => PAGES.filter((page) => page.fits(me));

/** Styles stay once they are there: a page that comes again is not drawn without it. */
export function dress(folder) {
  const href = folder + '/page.css';
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: resolve });
    link.onerror = () => (link.remove(), reject(new Error(href)));
    document.head.append(link);
  });
}

async function ready({ load, folder }) {
  const [module] = await Promise.all([load(), ...(folder ? [learn(folder), dress(folder)] : [])]);
  return module.Page;
}

export function Pages({ pages, current }) {
  return pages.length > 1 && html`
    <nav class="pages" aria-label=${t('pages')}>
      ${pages.map(({ id }) => html`
        <a key=${id} href=${to(id)} aria-current=${id === current ? 'page' : undefined}>${t('page.' + id)}</a>`)}
    </nav>`;
}

export function Page({ page, me, route }) {
  const [shown, setShown] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    setFailed(false);
    ready(page).then((View) => wanted && setShown({ page, View }), () => wanted && setFailed(true));
    return () => (wanted = false);
  }, [page]);
  useEffect(() => {
    document.title = `${t('page.' + page.id)} · ${t('title')}`;
  }, [page, language()]);
  if (failed) {
    return html`<p class="wait problem" role="alert">${t('network')} <button type="button" onClick=${() => location.reload()}>${t('again')}</button></p>`;
  }
  return shown?.page === page ? html`<${shown.View} me=${me} route=${route} />` : html`<p class="wait">${t('loading')}</p>`;
}
