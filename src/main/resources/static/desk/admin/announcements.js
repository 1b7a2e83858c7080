// Announcements: what was told to whom, who read it, and a new one.
import { html, useEffect, useState } from '/desk/view.js';
import { all } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { called, t, time, together } from '/desk/words.js';
import { Lines, List } from '/desk/list.js';
import { Actions } from '/desk/actions.js';
import { Fact, Lazy, Panel, useFile } from '/desk/panel.js';
import { NewThing } from '/desk/form.js';

const STEPS = { path: '/announcements', subject: 'ANNOUNCEMENT', main: ['remind'], word: (action) => t('announcement.' + action) };

const words = (text) => (document.documentElement.lang === 'en' && text.en) || text.zh;

const SOURCE = {
  path: '/announcements',
  subject: 'ANNOUNCEMENT',
  slim: ({ id, version, kind, state, title, text, by, createdAt, urgent, expired }) => ({ id, version, kind, state, title, text, by: by.name, createdAt, urgent, expired }),
  show: (row) => html`<${Lines} title=${words(row.title)} flags=${[row.urgent && ['urgent', t('flag.urgent')], row.expired && ['', t('expired')]].filter(Boolean)}
    state=${t('announcement.state.' + row.state)} stateClass=${row.state} text=${words(row.text)} facts=${[t('announcement.kind.' + row.kind), row.by, time(row.createdAt)]} />`,
};

const Unread = (page) => html`
  ${page.items.length === 0 ? html`<p class="quiet">${t('all-read')}</p>` : html`<ul class="plainly">${page.items.map((one) => html`
    <li key=${one.person.id}>${one.person.name} <small>${one.receivedAt ? t('received-at', { time: time(one.receivedAt) }) : one.pushedAt ? t('pushed-at', { time: time(one.pushedAt) }) : t('not-pushed')}</small></li>`)}</ul>`}
  ${page.nextCursor && html`<p class="quiet">${t('and-more')}</p>`}`;

function AnnouncementPanel({ id, me, areas, onClose }) {
  const { file, problem, read, setFile } = useFile('/announcements/' + id);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  const { receipts } = file;
  return html`
    <${Panel} title=${words(file.title)} small=${t('announcement.kind.' + file.kind)} state=${t('announcement.state.' + file.state)} stateClass=${file.state} onClose=${onClose}>
      <p class="said">${words(file.text)}</p>
      ${receipts && html`<dl class="figures">${['told', 'pushed', 'received', 'read'].map((one) => html`<div key=${one}><dt>${t('receipt.' + one)}</dt><dd>${receipts[one]}</dd></div>`)}</dl>`}
      <${Actions} kind=${STEPS} file=${file} lines=${[]} me=${me} onDone=${(next) => (setFile(next), read())} onReread=${read} />
      <dl class="facts">
        <${Fact} name="fact.by">${file.by.name} · ${time(file.createdAt)}<//>
        <${Fact} name="fact.areas">${called(file.areas, areas)}<//>
        <${Fact} name="fact.roles">${together(file.roles.map((role) => t('role.' + role)))}<//>
        <${Fact} name="fact.until">${time(file.expiresAt)}<//>
        ${file.withdrawnAt && html`<${Fact} name="fact.withdrawn">${time(file.withdrawnAt)}<//>`}
      </dl>
      ${receipts && html`<${Lazy} title=${t('who-not-read')} path=${`/announcements/${id}/unread?limit=200`}>${Unread}<//>`}
    <//>`;
}

function useAreas(me) {
  const [areas, setAreas] = useState([]);
  useEffect(() => {
    if (me.officeCode) setAreas([[me.officeCode, me.officeName]]);
    else all('/offices').then((offices) => setAreas([[me.desk, t('district')], ...offices.map((one) => [one.code, one.name])]), () => {});
  }, [me]);
  return areas;
}

export function Chapter({ me, route }) {
  const areas = useAreas(me);
  const open = route.query.get('open');
  const show = (id) => go(address(route, { open: id }));
  const roles = ['GRID_WORKER', 'HANDLER', 'DISPATCHER', 'SUPERVISOR', 'ADMIN'].map((role) => [role, t('role.' + role)]);
  return html`
    <section class="list" aria-label=${t('admin.announcements')}>
      <p class="under"><button type="button" class="plain" onClick=${() => show('new')}>${t('new-announcement')}</button></p>
      <${List} source=${SOURCE} query="" open=${open} onOpen=${show} />
    </section>
    ${open === 'new' && html`<${NewThing} path="/announcements" title=${t('new-announcement')} subject="ANNOUNCEMENT" me=${me} about=${{ labels: { areas: 'fact.areas' } }} choices=${{ areas, roles }}
      send=${t('tell-them')} onClose=${() => show(null)} onDone=${(made) => show(made.id)} />`}
    ${open && open !== 'new' && html`<${AnnouncementPanel} key=${open} id=${open} me=${me} areas=${areas} onClose=${() => show(null)} />`}`;
}
