// The people of the area: who they are, what they may, whether they can sign in; and a new one.
import { html, useEffect, useMemo, useState } from '/desk/view.js';
import { all } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { called, t, time, together } from '/desk/words.js';
import { Filters } from '/desk/filters.js';
import { Lines, List } from '/desk/list.js';
import { Actions } from '/desk/actions.js';
import { Fact, Panel, useFile } from '/desk/panel.js';
import { NewThing } from '/desk/form.js';

const ROLES = ['GRID_WORKER', 'HANDLER', 'DISPATCHER', 'SUPERVISOR', 'ADMIN'];
const STEPS = { path: '/accounts', subject: 'ACCOUNT', main: ['enable', 'unlock'], elsewhere: ['edit'], word: (action) => t('account.' + action) };

const rolesOf = (one) => together(one.roles.map((role) => t('role.' + role)));

const sourceWith = (scopes) => ({
  path: '/accounts',
  subject: 'ACCOUNT',
  slim: ({ id, version, name, username, roles, scopes, state, lastSignInAt }) => ({ id, version, name, username, roles, scopes, state, lastSignInAt }),
  show: (row) => html`<${Lines} title=${row.name} state=${row.state === 'ACTIVE' ? null : t('account.state.' + row.state)} stateClass=${row.state} text=${rolesOf(row)}
    facts=${[row.username, called(row.scopes, scopes), row.lastSignInAt ? t('signed-in-at', { time: time(row.lastSignInAt) }) : t('never-signed-in')]} />`,
});

function AccountPanel({ id, me, scopes, departments, onClose }) {
  const { file, problem, read, setFile } = useFile('/accounts/' + id);
  if (!file) return html`<${Panel} problem=${problem} onClose=${onClose} />`;
  return html`
    <${Panel} title=${file.name} small=${file.username} state=${t('account.state.' + file.state)} stateClass=${file.state} onClose=${onClose}>
      <${Actions} kind=${STEPS} file=${file} lines=${[]} me=${me} onDone=${(next) => (next && setFile(next), read())} onReread=${read} />
      <dl class="facts">
        <${Fact} name="fact.roles">${rolesOf(file)}<//>
        <${Fact} name="fact.areas">${called(file.scopes, scopes)}<//>
        ${file.phone && html`<${Fact} name="fact.phone">${file.phone}<//>`}
        ${file.departments?.length > 0 && html`<${Fact} name="fact.departments">${called(file.departments, departments)}<//>`}
        <${Fact} name="fact.last-sign-in">${file.lastSignInAt ? time(file.lastSignInAt) : t('never-signed-in')}<//>
        ${file.grids?.length > 0 && html`<${Fact} name="fact.grids">${together(file.grids.map((one) => `${one.code} (${t('duty.' + one.duty)})`))}<//>`}
      </dl>
    <//>`;
}

export function Chapter({ me, route }) {
  const [names, setNames] = useState({ offices: [], departments: [] });
  useEffect(() => {
    Promise.all([all('/offices'), all('/departments')]).then(([offices, departments]) => setNames({
      offices: offices.map((one) => [one.code, one.name]),
      departments: departments.map((one) => [one.code, one.name]),
    }), () => {});
  }, []);
  const open = route.query.get('open');
  const show = (id) => go(address(route, { open: id }));
  const query = new URLSearchParams(['q', 'role', 'office'].filter((name) => route.query.has(name)).map((name) => [name, route.query.get(name)])).toString();
  const roles = ROLES.map((role) => [role, t('role.' + role)]);
  const scopes = useMemo(() => [[me.desk, t('district')], ...names.offices.map(([code, name]) => [`${me.desk}/${code}`, name])], [me, names]);
  const source = useMemo(() => sourceWith(scopes), [scopes]);
  return html`
    <section class="list" aria-label=${t('admin.people')}>
      <${Filters} route=${route} search=${t('search-people')} ones=${[['role', t('fact.roles'), roles], ['office', t('fact.office'), names.offices]]} />
      ${me.permissions.includes('ACCOUNT_EDIT') && html`<p class="under"><button type="button" class="plain" onClick=${() => show('new')}>${t('new-account')}</button></p>`}
      <${List} source=${source} query=${query} open=${open} onOpen=${show} />
    </section>
    ${open === 'new' && html`<${NewThing} path="/accounts" title=${t('new-account')} subject="ACCOUNT" me=${me}
      about=${{ needs: ['password'], leaves: ['externalSubject', 'grids', 'id', 'state', 'lastSignInAt', 'version', 'openActions'], chosen: ['officeCode'] }}
      choices=${{ roles, scopes, officeCode: names.offices, departments: names.departments }}
      send=${t('make-it')} onClose=${() => show(null)} onDone=${(made) => show(made.id)} />`}
    ${open && open !== 'new' && html`<${AccountPanel} key=${open} id=${open} me=${me} scopes=${scopes} departments=${names.departments} onClose=${() => show(null)} />`}`;
}
