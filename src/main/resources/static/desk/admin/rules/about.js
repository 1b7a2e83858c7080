// What the analysis found in a rule set, its examples, and who changed what.
import { html, useEffect, useState } from '/desk/view.js';
import { get } from '/desk/api.js';
import { t, time, together } from '/desk/words.js';
import { Lazy } from '/desk/panel.js';

const FACTS = ['area', 'category', 'urgent', 'source', 'position', 'accuracyMetres', 'placeKind', 'time', 'words', 'duty', 'overlays', 'role'];
const said = (value) => (value === null || value === undefined || value.length === 0 ? null : Array.isArray(value) ? value.join(', ') : value === true ? t('urgent.true') : value === false ? t('urgent.false') : String(value));
const coded = { source: 'rules.source.', position: 'rules.position.', time: 'rules.time.', duty: 'duty-class.', role: 'role.' };

/** A report in a line: what is known of it. */
export const factsOf = (facts) => together(FACTS.map((name) => {
  const value = said(name === 'area' ? facts.area?.split('/').pop() : facts[name]);
  return value && `${t('rules.fact.' + name)}: ${coded[name] && /^[A-Z_]+$/.test(value) ? t(coded[name] + value) : value}`;
}));

const Finding = ({ one, edits, onAdd }) => html`
  <li class=${one.severity}>
    <b>${t('rules.severity.' + one.severity)}</b> ${one.text}
    ${one.acknowledged && html` <i class="flag">${t('rules.acknowledged')}</i>`}
    ${one.witness && html`<small>${t('rules.witness', { what: factsOf(one.witness) })}</small>`}
    ${one.proposed && html`<div class="proposed"><p class="sentence">${t('rules.proposed')} ${one.proposed.sentence}</p>
      ${edits && html`<button type="button" onClick=${() => onAdd(one.proposed)}>${t('rules.add-row')}</button>`}</div>`}
  </li>`;

export function Findings({ version, edits, onAdd }) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    get(`/routing-rules/${version}/findings`).then(({ items }) => setFound(items), () => {});
  }, [version]);
  return found && html`
    <section aria-label=${t('rules.findings')}>
      <h3>${t('rules.findings')} <small>${found.length}</small></h3>
      ${found.length === 0 && html`<p class="good">${t('rules.no-findings')}</p>`}
      <ul class="rule-findings">${found.map((one) => html`<${Finding} key=${one.key} one=${one} edits=${edits} onAdd=${onAdd} />`)}</ul>
    </section>`;
}

export const Examples = ({ examples }) => html`
  <details class="more"><summary>${t('rules.examples', { n: examples.length })}</summary>
    ${examples.length === 0 && html`<p class="quiet">${t('rules.no-examples')}</p>`}
    <ul class="plainly">${examples.map((one) => html`<li key=${one.name}><b>${one.name}</b> → ${t('rules.target.' + one.expected.target)} ${one.expected.code ?? ''}<br /><small>${factsOf(one.facts)}</small></li>`)}</ul></details>`;

export const Changes = ({ version }) => html`
  <${Lazy} title=${t('rules.changes')} path=${`/routing-rules/${version}/changes`}>${({ items }) => html`
    <ol class="timeline">${[...items].reverse().map((one) => html`
      <li key=${one.version + one.action}><time datetime=${one.at}>${time(one.at)}</time><span><b>${t('rules.done.' + one.action)}</b> ${one.by?.name}
        ${one.rows.map((row) => html`<small class="changed-row" key=${row.row}>${t('rules.changed.' + row.kind, { row: row.row })}</small>`)}
        ${one.more > 0 && html`<small class="changed-row">${t('rules.changed-more', { n: one.more })}</small>`}</span></li>`)}</ol>`}<//>`;
