// Where the phone is. Without a position the grid is said instead.
import { html, useEffect, useState } from '/desk/view.js';
import { t } from '/desk/words.js';
import { useKept } from '/worker/kept.js';

const measured = () => new Promise((done, failed) => {
  if (!navigator.geolocation) failed(new Error('none'));
  else navigator.geolocation.getCurrentPosition(done, failed, { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 });
});

export function Position({ value, onChange }) {
  const [state, setState] = useState('');
  const measure = async () => {
    setState('measuring');
    try {
      const { coords, timestamp } = await measured();
      onChange({ longitude: coords.longitude, latitude: coords.latitude, accuracyMetres: coords.accuracy, fixedAt: new Date(timestamp).toISOString() });
      setState('');
    } catch {
      setState('no-position');
    }
  };
  useEffect(() => {
    if (!value) navigator.permissions?.query({ name: 'geolocation' }).then((answer) => answer.state === 'granted' && measure(), () => {});
  }, []);
  return html`
    <div class="position">
      <button type="button" onClick=${measure} disabled=${state === 'measuring'}>${t(value ? 'measure-again' : 'measure')}</button>
      <p role="status" class="quiet">${state ? t(state) : value ? t('position-is', { at: `${value.latitude.toFixed(5)}, ${value.longitude.toFixed(5)}`, metres: Math.round(value.accuracyMetres) }) : ''}</p>
    </div>`;
}

export function Grid({ value, onChange, required }) {
  const grids = useKept('grids')?.items ?? [];
  return html`
    <label>${t('grid')}
      <select value=${value ?? ''} required=${required} onChange=${(event) => onChange(event.target.value)}>
        <option value="">${t('choose')}</option>
        ${grids.map((grid) => html`<option key=${grid.code} value=${grid.code}>${grid.name}${grid.mine ? ' · ' + t('mine') : ''}</option>`)}
      </select></label>`;
}
