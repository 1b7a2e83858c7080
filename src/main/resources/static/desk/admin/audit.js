// Who looked at what is known of persons, and who changed what everybody depends on.
import { html, useEffect, useState } from '/desk/view.js';
import { theContract } from '/desk/api.js';
import { address, go } from '/desk/route.js';
import { t, time } from '/desk/words.js';
import { Sheet, useRows } from '/desk/admin/sheet.js';

/** Kinds of what is noted, as the contract has them. */
function useKinds() {
  const [kinds, setKinds] = useState([]);
  useEffect(() => {
    theContract().then((contract) => setKinds(contract.components.schemas.ReadKind.enum), () => {});
  }, []);
  return kinds;
}

export function Chapter({ route }) {
  const kinds = useKinds();
  const kind = route.query.get('kind');
  const list = useRows('/audit' + (kind ? '?kind=' + kind : ''));
  return html`
    <${Sheet} title=${t('admin.audit')} list=${list} columns=${['at', 'who', 'what', 'of', 'change'].map((one) => t('audit.' + one))}
      row=${(line) => html`<tr key=${line.id}><td>${time(line.at)}</td><td>${line.actor?.name ?? ''}<br /><small>${line.address}</small></td>
        <td>${t('audit.kind.' + line.kind)}</td><td>${line.subject}</td><td>${line.change ?? line.purpose ?? ''}</td></tr>`}>
      <select aria-label=${t('audit.what')} value=${kind ?? ''} onChange=${(event) => go(address(route, { kind: event.target.value }))}>
        <option value="">${t('audit.what')}</option>${kinds.map((one) => html`<option key=${one} value=${one}>${t('audit.kind.' + one)}</option>`)}</select>
    <//>`;
}
