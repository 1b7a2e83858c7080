// Where a report would go and why: what is asked is a report as it would be sent, nothing is stored.
import { html, useEffect, useState } from '/desk/view.js';
import { all, geo, post } from '/desk/api.js';
import { t } from '/desk/words.js';
import { factsOf } from '/desk/admin/rules/about.js';
import { problemText } from '/desk/admin/rules/sets.js';

const SOURCES = ['WORKER', 'INSPECTION', 'HOTLINE', 'CITIZEN'];
const ROLES = ['GRID_WORKER', 'HANDLER', 'DISPATCHER', 'SUPERVISOR'];

function bodyOf(values) {
  const { position, version, urgent, reportedAt, ...rest } = values;
  const report = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
  const degrees = (position ?? '').split(/[,，\s]+/).filter(Boolean).map(Number);
  if (degrees.length > 0) report.position = { latitude: degrees[0], longitude: degrees[1] };
  if (urgent) report.urgent = true;
  if (reportedAt) report.reportedAt = reportedAt + ':00+08:00';
  return { report, ...(version ? { version: Number(version) } : {}) };
}

function Answer({ answer }) {
  const { decision, area } = answer;
  return html`
    <section class="answer" aria-label=${t('evaluate.answer')} aria-live="polite">
      <p class="said">${decision ? t('evaluate.goes-to', { desk: decision.desk.name }) : answer.reason}</p>
      <p>${decision ? answer.reason : ''}</p>
      <dl class="facts">
        <div><dt>${t('evaluate.area')}</dt><dd>${area.gridName} <small>${area.gridCode}</small> · ${area.officeName}</dd></div>
        ${decision?.departmentCode && html`<div><dt>${t('evaluate.department')}</dt><dd>${decision.departmentCode}</dd></div>`}
        ${decision?.personRole && html`<div><dt>${t('evaluate.person')}</dt><dd>${t('evaluate.person.' + decision.personRole)}</dd></div>`}
        ${decision?.watchers.length > 0 && html`<div><dt>${t('evaluate.told')}</dt><dd>${decision.watchers.map((one) => (['DUTY_LEADER', 'RESPONSIBLE_WORKER'].includes(one) ? t('evaluate.person.' + one) : one)).join(', ')}</dd></div>`}
        ${decision?.clockProfile && html`<div><dt>${t('rules.clocks')}</dt><dd>${decision.clockProfile}</dd></div>`}
        ${decision && html`<div><dt>${t('evaluate.by')}</dt><dd>${decision.ruleSetVersion ? t('rules.set', { n: decision.ruleSetVersion }) : t('evaluate.no-set')}</dd></div>`}
        ${answer.facts && html`<div class="saw"><dt>${t('evaluate.facts')}</dt><dd>${factsOf(answer.facts)}</dd></div>`}
      </dl>
      <h3>${t('evaluate.trace')}</h3>
      <ol class="trace">${answer.trace.map((step) => html`
        <li key=${(step.overlayId ?? '') + step.row} class=${step.decides ? 'decides' : step.matched ? 'matched' : 'refused'}><span>${step.sentence}</span>
          ${step.refusedBy && html`<small>${t('refused-by', { why: step.refusedBy.sentence })}</small>`}${step.decides && html`<small>${t('decides')}</small>`}</li>`)}</ol>
    </section>`;
}

export function Chapter() {
  const [names, setNames] = useState({ categories: [], grids: [], sets: [] });
  const [values, setValues] = useState({});
  const [answer, setAnswer] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    Promise.all([all('/categories'), geo('/grids.geojson?zoom=5'), all('/routing-rules')]).then(([categories, grids, sets]) => setNames({
      categories: categories.map((one) => [one.code, one.name]), grids: grids.features.map(({ properties }) => [properties.code, properties.label]), sets,
    }), setProblem);
  }, []);
  const set = (name) => (event) => setValues({ ...values, [name]: event.target.type === 'checkbox' ? event.target.checked : event.target.value });
  const ask = async (event) => {
    event.preventDefault();
    setProblem(null);
    try {
      setAnswer(await post('/routing-rules/evaluate', bodyOf(values)));
    } catch (failure) {
      setAnswer(null);
      setProblem(failure);
    }
  };
  const listed = (name, options) => html`<label><span>${t('evaluate.' + name)}</span><input list=${'evaluate-' + name} placeholder=${t('type-to-find')} value=${values[name] ?? ''} onInput=${set(name)} />
    <datalist id=${'evaluate-' + name}>${options.map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}</datalist>${options.find(([code]) => code === values[name]) && html`<small>${options.find(([code]) => code === values[name])[1]}</small>`}</label>`;
  const chosen = (name, options, none) => html`<label><span>${t('evaluate.' + name)}</span><select value=${values[name] ?? ''} onChange=${set(name)}>
    <option value="">${t(none)}</option>${options.map(([code, text]) => html`<option key=${code} value=${code}>${text}</option>`)}</select></label>`;
  return html`
    <section class="sheet evaluate" aria-label=${t('admin.evaluate')}>
      <header><h2>${t('admin.evaluate')}</h2></header>
      <div class="beside">
        <form class="ask" onSubmit=${ask}>
          ${listed('categoryCode', names.categories)}
          ${listed('gridCode', names.grids)}
          <label><span>${t('evaluate.position')} <small>${t('optional')}</small></span><input value=${values.position ?? ''} placeholder="31.4576, 104.7600" onInput=${set('position')} /></label>
          <label><span>${t('evaluate.description')} <small>${t('optional')}</small></span><textarea rows="2" maxlength="2000" value=${values.description ?? ''} onInput=${set('description')}></textarea></label>
          <label class="switch"><input type="checkbox" checked=${Boolean(values.urgent)} onChange=${set('urgent')} /> ${t('field.urgent')}</label>
          ${chosen('source', SOURCES.map((one) => [one, t('rules.source.' + one)]), 'evaluate.usual')}
          ${chosen('role', ROLES.map((one) => [one, t('role.' + one)]), 'evaluate.usual')}
          <label><span>${t('evaluate.reportedAt')} <small>${t('evaluate.now')}</small></span><input type="datetime-local" value=${values.reportedAt ?? ''} onInput=${set('reportedAt')} /></label>
          ${chosen('version', names.sets.map((one) => [one.version, `${t('rules.set', { n: one.version })} · ${t('rules.state.' + one.state)}`]), 'evaluate.in-force')}
          <div class="buttons"><button class="main">${t('evaluate.ask')}</button><small class="quiet">${t('evaluate.nothing-stored')}</small></div>
          ${problem && html`<p class="problem" role="alert">${problemText(problem)}</p>`}
        </form>
        ${answer && html`<${Answer} answer=${answer} />`}
      </div>
    </section>`;
}
