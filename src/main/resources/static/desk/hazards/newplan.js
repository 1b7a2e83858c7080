// A plan or a campaign is made: what is looked at, where, how often or until when. It does nothing before it is started.
import { html, useMemo, useState } from '/desk/view.js';
import { post } from '/desk/api.js';
import { announce } from '/desk/feed.js';
import { t } from '/desk/words.js';
import { uuid } from '/desk/uuid.js';
import { useDraft } from '/desk/actions.js';
import { Field } from '/desk/fields.js';
import { Panel } from '/desk/panel.js';
import { CAMPAIGN_STEPS, PLAN_STEPS } from '/desk/hazards/steps.js';

const COLOURS = ['RED', 'ORANGE', 'YELLOW', 'BLUE'];
const RHYTHMS = ['P7D', 'P14D', 'P1M', 'P3M', 'P6M', 'P1Y'];
const USUAL = { RED: 'P7D', ORANGE: 'P14D', YELLOW: 'P1M', BLUE: 'P3M' };

const field = (name, schema, more = {}) => ({ name, schema, required: true, ...more });
const several = (name) => field(name, { type: 'array' }, { required: false });

const rhythmName = (period) => {
  const [, n, unit] = /^P(\d+)([DWMY])$/.exec(period);
  return t((n === '1' ? 'each.' : 'every.') + unit, { n });
};

function bodyOf(values, kind, rhythm, me) {
  const { areas = me.officeCode ? [me.officeCode] : [], kinds = [], colours = [] } = values;
  const selection = { areas, kinds, ...(kind === 'campaign' ? { colours } : {}) };
  const said = { name: values.name, checklistCode: values.checklistCode, from: values.from, to: values.to, selection };
  return kind === 'campaign' ? { ...said, theme: values.theme } : { ...said, rhythm: Object.fromEntries(Object.entries(rhythm).filter(([, period]) => period)) };
}

const Rhythm = ({ rhythm, onChange }) => html`
  <fieldset class="rhythms"><legend>${t('fact.rhythm')}</legend>
    ${COLOURS.map((colour) => html`<label key=${colour}><i class=${'risk ' + colour}>${t('colour.' + colour)}</i>
      <select value=${rhythm[colour]} onChange=${(event) => onChange({ ...rhythm, [colour]: event.target.value })}>
        <option value="">${t('not-visited')}</option>
        ${RHYTHMS.map((one) => html`<option key=${one} value=${one}>${rhythmName(one)}</option>`)}
      </select></label>`)}
  </fieldset>`;

export function NewPlan({ kind, me, names, onDone, onClose }) {
  const [values, change, forget] = useDraft(`wangge-draft:${me.id}:new-${kind}`);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const key = useMemo(() => uuid(), []);
  const rhythm = values.rhythm ?? USUAL;
  const choices = {
    checklistCode: names.checklists, kinds: names.kinds, colours: COLOURS.map((one) => [one, t('colour.' + one)]),
    areas: me.officeCode ? [] : names.offices,
  };
  const fields = [
    field('name', { maxLength: 100 }), ...(kind === 'campaign' ? [field('theme', { maxLength: 200 })] : []),
    field('checklistCode', {}, { chosen: true }), field('from', {}, { day: true }), field('to', {}, { day: true }),
    several('areas'), several('kinds'), ...(kind === 'campaign' ? [several('colours')] : []),
  ];
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const steps = kind === 'campaign' ? CAMPAIGN_STEPS : PLAN_STEPS;
      const made = await post(steps.path, bodyOf(values, kind, rhythm, me), { key });
      forget();
      announce({ subject: steps.subject, id: made.id, version: made.version });
      onDone(made.id);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  const errors = problem?.body?.errors ?? [];
  const fault = (name) => errors.find((one) => one.pointer?.split('/').includes(name))?.detail;
  const elsewhere = errors.filter((one) => !fields.some(({ name }) => one.pointer?.split('/').includes(name)));
  return html`
    <${Panel} title=${t('new-' + kind)} onClose=${onClose}>
      <form class="act" onSubmit=${send}>
        ${fields.map((one) => html`<${Field} key=${one.name} field=${one} value=${values[one.name]} choices=${choices} fault=${fault(one.name)} onChange=${(value) => change(one.name, value)} />`)}
        ${kind === 'plan' && html`<${Rhythm} rhythm=${rhythm} onChange=${(next) => change('rhythm', next)} />`}
        ${problem && html`<p class="problem" role="alert">${problem.code === 'network' ? t('network') : problem.message}${elsewhere.map((one) => html`<br />${one.detail}`)}</p>`}
        <div class="buttons"><button class="main" disabled=${busy}>${t('make-it')}</button><button type="button" onClick=${onClose}>${t('cancel')}</button>
          <small class="quiet">${t('made-as-draft')}</small></div>
      </form>
    <//>`;
}
