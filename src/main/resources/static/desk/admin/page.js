// Administration: a chapter for each thing, each a module of its own that comes when somebody goes there.
import { html, useEffect, useRef, useState } from '/desk/view.js';
import { to } from '/desk/route.js';
import { learn, t } from '/desk/words.js';
import { dress } from '/desk/pages.js';

const may = (...permissions) => (me) => permissions.some((permission) => me.permissions.includes(permission));

/** Chapters that come with words and a style of their own, and lean on those of other pages. */
const withFolder = (folder, module) => async () => {
  const [loaded] = await Promise.all([module(), dress(folder), ...[folder, '/desk/map', '/desk/hazards'].map((one) => learn(one))]);
  return loaded;
};

/** `fits` says for whom it is, the module exports `Chapter({ me, route })`, which fills what is beside the navigation. */
const CHAPTERS = [
  { id: 'announcements', fits: may('ANNOUNCE'), load: () => import('/desk/admin/announcements.js') },
  { id: 'warnings', fits: may('ANNOUNCE'), load: withFolder('/desk/admin/warnings', () => import('/desk/admin/warnings/chapter.js')) },
  { id: 'reach', fits: may('CASE_DISPATCH', 'CASE_ARBITRATE', 'ACCOUNT_EDIT'), load: () => import('/desk/admin/reach.js') },
  { id: 'people', fits: may('ACCOUNT_READ'), load: () => import('/desk/admin/people.js') },
  { id: 'policies', fits: may('REFERENCE_EDIT'), load: () => import('/desk/admin/policies.js') },
  { id: 'grids', fits: may('GRID_PUBLISH'), load: withFolder('/desk/admin/grids', () => import('/desk/admin/grids/chapter.js')) },
  { id: 'rules', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE'), load: withFolder('/desk/admin/rules', () => import('/desk/admin/rules/sets.js')) },
  { id: 'evaluate', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE'), load: withFolder('/desk/admin/rules', () => import('/desk/admin/rules/evaluate.js')) },
  { id: 'replays', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE'), load: withFolder('/desk/admin/rules', () => import('/desk/admin/rules/replays.js')) },
  { id: 'overlays', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE'), load: withFolder('/desk/admin/rules', () => import('/desk/admin/rules/overlays.js')) },
  { id: 'categories', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE'), load: withFolder('/desk/admin/reference', () => import('/desk/admin/reference/categories.js')) },
  { id: 'duty-lists', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE', 'CASE_DISPATCH'), load: withFolder('/desk/admin/reference', () => import('/desk/admin/reference/dutylists.js')) },
  { id: 'calendar', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE', 'CASE_DISPATCH'), load: withFolder('/desk/admin/reference', () => import('/desk/admin/reference/calendar.js')) },
  { id: 'duty', fits: may('REFERENCE_EDIT', 'CASE_ARBITRATE', 'CASE_DISPATCH'), load: withFolder('/desk/admin/reference', () => import('/desk/admin/reference/duty.js')) },
  { id: 'parked', fits: may('OPERATE'), load: () => import('/desk/admin/parked.js') },
  { id: 'audit', fits: may('AUDIT_READ'), load: () => import('/desk/admin/audit.js') },
];

export function Page({ me, route }) {
  const chapters = CHAPTERS.filter((chapter) => chapter.fits(me));
  const chapter = chapters.find(({ id }) => id === route.parts[0]) ?? chapters[0];
  const [shown, setShown] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    setFailed(false);
    chapter.load().then((module) => wanted && setShown({ chapter, View: module.Chapter }), () => wanted && setFailed(true));
    return () => (wanted = false);
  }, [chapter]);
  const nav = useRef(null);
  useEffect(() => nav.current.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [chapter]);
  return html`
    <div class=${'desk admin' + (route.query.get('open') ? ' opened' : '')}>
      <nav ref=${nav} aria-label=${t('page.admin')}>
        <ul>${chapters.map(({ id }) => html`<li key=${id}><a href=${to('admin/' + id)} aria-current=${id === chapter.id ? 'page' : undefined}>${t('admin.' + id)}</a></li>`)}</ul>
      </nav>
      ${failed && html`<p class="wait problem" role="alert">${t('network')}</p>`}
      ${!failed && (shown?.chapter === chapter ? html`<${shown.View} key=${chapter.id} me=${me} route=${route} />` : html`<p class="wait">${t('loading')}</p>`)}
    </div>`;
}
