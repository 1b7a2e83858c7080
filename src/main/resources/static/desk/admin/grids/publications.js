// The publications that are kept: what is in force, what was, and what is to come and can still be looked at and taken back.
import { html, useState } from '/desk/view.js';
import { post, save } from '/desk/api.js';
import { t, time } from '/desk/words.js';
import { useRows } from '/desk/admin/sheet.js';

export function Publications({ onProof, onPreview }) {
  const list = useRows('/grids/imports');
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const work = (step) => async () => {
    setBusy(true);
    setProblem(null);
    await step().catch(setProblem);
    setBusy(false);
  };
  const withdraw = async (revision) => {
    await post(`/grids/imports/${revision}/actions/withdraw`, {});
    await list.read();
  };
  return html`
    <section aria-label=${t('publications')}>
      <h3>${t('publications')}</h3>
      <div class="buttons">
        <button type="button" disabled=${busy} onClick=${work(onProof)}>${t('proof')}</button>
        <button type="button" disabled=${busy} onClick=${work(() => save('/exports/grids.xlsx', 'grids.xlsx'))}>${t('grids-xlsx')}</button>
        <button type="button" disabled=${busy} onClick=${work(() => save('/grids.geojson', 'grids.geojson', { Accept: 'application/geo+json' }))}>${t('grids-geojson')}</button>
      </div>
      ${(problem ?? list.problem) && html`<p class="problem" role="alert">${(problem ?? list.problem).code === 'network' ? t('network') : (problem ?? list.problem).message}</p>`}
      ${!list.rows && !list.problem && html`<p class="wait">${t('loading')}</p>`}
      <ol class="plainly publications">${list.rows?.map((one) => html`
        <li key=${one.revision}>
          <p><b>${t('publication-n', { n: one.revision })}</b> <i class=${'state ' + one.state}>${t('publication.' + one.state)}</i></p>
          <small>${t('publication-from', { time: time(one.effectiveFrom), n: one.grids })}${one.importedBy ? ' · ' + one.importedBy.name : ''}</small>
          ${one.state === 'SCHEDULED' && html`<div class="buttons"><button type="button" disabled=${busy} onClick=${work(() => onPreview(one.revision))}>${t('preview-it')}</button>
            <button type="button" disabled=${busy} onClick=${work(() => withdraw(one.revision))}>${t('withdraw-it')}</button></div>`}
        </li>`)}</ol>
      ${list.more && html`<p><button type="button" onClick=${list.more}>${t('more')}</button></p>`}
    </section>`;
}
