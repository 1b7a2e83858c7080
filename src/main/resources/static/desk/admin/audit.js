// Who looked at what is known of persons, and who changed what everybody depends on.
import { html } from '/desk/view.js';
import { address, go } from '/desk/route.js';
import { t, time } from '/desk/words.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';

const KINDS = ['PLACE', 'ACCOUNT', 'GRID', 'PLACES_EXPORT', 'PHONES_EXPORT', 'CASES_EXPORT', 'HAZARDS_EXPORT', 'DUTY_LIST_CHANGE', 'ROUTING_RULES_CHANGE',
  'ROUTING_OVERLAY_CHANGE', 'WEBHOOK_CHANGE', 'NOTICE_POLICY_CHANGE', 'ANNOUNCEMENT_CHANGE', 'WARNING_CHANGE'];

export function Chapter({ route }) {
  const kind = route.query.get('kind');
  const list = useRows('/audit' + (kind ? '?kind=' + kind : ''));
  return html`
    <${Sheet} title=${t('admin.audit')} list=${list} columns=${['at', 'who', 'what', 'of', 'change'].map((one) => t('audit.' + one))}
      row=${(line) => html`<tr key=${line.id}><td>${time(line.at)}</td><td>${line.actor?.name ?? ''}<br /><small>${line.address}</small></td>
        <td>${t('audit.kind.' + line.kind)}</td><td>${line.subject}</td><td>${line.change ?? line.purpose ?? ''}</td></tr>`}>
      <select aria-label=${t('audit.what')} value=${kind ?? ''} onChange=${(event) => go(address(route, { kind: event.target.value }))}>
        <option value="">${t('audit.what')}</option>${KINDS.map((one) => html`<option key=${one} value=${one}>${t('audit.kind.' + one)}</option>`)}</select>
    <//>`;
}
