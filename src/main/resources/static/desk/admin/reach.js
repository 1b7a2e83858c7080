// Who would hear of a push now, and how many notices arrived by which way.
import { html, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { t, time } from '/desk/words.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';

const figure = (n) => (n ?? '—');

function Delivery() {
  const [file, setFile] = useState(null);
  useEffect(() => {
    get('/notices/delivery').then(setFile, () => {});
  }, []);
  return file && html`
    <section class="sheet part" aria-label=${t('delivery')}>
      <header><h2>${t('delivery')}</h2><span class="quiet">${file.from} – ${file.to}</span></header>
      <dl class="figures">${['told', 'received', 'opened', 'medianMinutes'].map((one) => html`<div key=${one}><dt>${t('delivery.' + one)}</dt><dd>${figure(file[one])}</dd></div>`)}</dl>
      <div class="wide"><table>
        <thead><tr><th scope="col">${t('delivery.way')}</th>${['told', 'acceptedByService', 'refused', 'received', 'opened', 'medianMinutes'].map((one) => html`<th key=${one} scope="col" class="n">${t('delivery.' + one)}</th>`)}</tr></thead>
        <tbody>${file.ways.map((way) => html`<tr key=${way.channel + way.deviceKind}><th scope="row">${t('channel.' + way.channel)} ${way.deviceKind ?? ''}</th>
          ${['told', 'acceptedByService', 'refused', 'received', 'opened', 'medianMinutes'].map((one) => html`<td key=${one} class="n">${figure(way[one])}</td>`)}</tr>`)}</tbody>
      </table></div>
    </section>`;
}

export function Chapter({ me }) {
  const list = useRows('/workers/reachability');
  return html`
    <div class="sheets" tabindex="0" role="region" aria-label=${t('admin.reach')}>
      <${Sheet} title=${t('admin.reach')} list=${list} columns=${['name', 'role', 'hears', 'channel', 'app', 'address', 'received', 'contact'].map((one) => t('reach.' + one))}
        row=${(one) => html`<tr key=${one.id}><th scope="row">${one.name}</th><td>${one.roles.map((role) => t('role.' + role)).join(' ')}</td>
          <td class="long"><b class=${one.reachable === 'YES' ? '' : 'hot'}>${t('reach.is.' + one.reachable)}</b><br /><small>${one.text}</small></td>
          <td>${one.channel ? t('channel.' + one.channel) : '—'} ${one.deviceKind ?? ''}</td><td>${one.appVersion ?? '—'}</td>
          <td class="n">${one.addressDays === null ? '—' : t('days-old', { n: one.addressDays })}</td><td>${time(one.receivedAt) || '—'}</td><td>${time(one.contactAt) || '—'}</td></tr>`} />
      ${me.roles.some((role) => ['SUPERVISOR', 'ADMIN'].includes(role)) && html`<${Delivery} />`}
    </div>`;
}
