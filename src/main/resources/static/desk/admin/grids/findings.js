// What is wrong with a file and what it would move: lists whose entries lead to their place on the map.
import { html, useEffect, useRef } from '/desk/view.js';
import { t } from '/desk/words.js';

const where = (one) => (one.line ? t('in-line', { n: one.line }) : one.featureIndex !== null && one.featureIndex !== undefined ? t('in-feature', { n: one.featureIndex + 1 }) : null);

/** What was picked on the map comes into view here. */
function Finding({ one, aimed, picked, onGo }) {
  const button = useRef(null);
  useEffect(() => {
    if (aimed && picked) button.current?.scrollIntoView({ block: 'nearest' });
  }, [aimed, picked]);
  const text = html`<span><i class=${'dot ' + one.tone}></i> ${one.detail}</span>${where(one) && html`<small>${where(one)}</small>`}`;
  return html`<li>${one.box ? html`<button type="button" ref=${button} aria-pressed=${aimed} onClick=${() => onGo({ key: one.key })}>${text}</button>` : html`<p class="plain-finding">${text}</p>`}</li>`;
}

export function Findings({ findings, more, goal, onGo }) {
  const faults = findings.filter(({ warning }) => !warning);
  const warnings = findings.filter(({ warning }) => warning);
  const list = (items) => html`<ol class="here findings">${items.map((one) => html`<${Finding} key=${one.key} one=${one} aimed=${goal?.key === one.key} picked=${goal?.picked} onGo=${onGo} />`)}</ol>`;
  return html`
    ${faults.length > 0 && html`<section aria-label=${t('faults')}><h3>${t('faults')} <small>${faults.length}</small></h3>${list(faults)}</section>`}
    ${warnings.length > 0 && html`<section aria-label=${t('warnings')}><h3>${t('warnings')} <small>${warnings.length}</small></h3>${list(warnings)}</section>`}
    ${more > 0 && html`<p class="quiet">${t('more-findings', { n: more })}</p>`}`;
}

/** Things that go from one grid to another; the pair of grids is the place to look. */
export function Moves({ moves, goal, onGo }) {
  const some = moves.filter(({ count }) => count > 0);
  if (moves.length === 0) return null;
  return html`
    <section aria-label=${t('moves')}>
      <h3>${t('moves')}</h3>
      ${some.length === 0 && html`<p class="quiet">${t('moves-none')}</p>`}
      ${some.map(({ kind, count, first }) => html`
        <details class="more" key=${kind}>
          <summary>${t('moves.' + kind, { n: count })}</summary>
          <ul class="here findings">${first.map((one) => html`
            <li key=${one.id + one.fromGrid}><button type="button" aria-pressed=${goal?.id === one.id} onClick=${() => onGo(one.toGrid && one.toGrid !== one.fromGrid ? { id: one.id, key: `${one.fromGrid}>${one.toGrid}` } : { id: one.id, grids: [one.fromGrid] })}>
              <span>${one.name}</span><small>${one.fromGrid} → ${one.toGrid ?? t('no-grid')} · ${t('becomes.' + one.becomes)}</small></button></li>`)}</ul>
          ${count > first.length && html`<p class="quiet">${t('more-findings', { n: count - first.length })}</p>`}
        </details>`)}
    </section>`;
}
