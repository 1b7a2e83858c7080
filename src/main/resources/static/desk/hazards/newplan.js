// A plan or a campaign is made: what is looked at, where, how often or until when. It does nothing before it is started.
import { html } from '/desk/view.js';
import { t } from '/desk/words.js';
import { NewThing } from '/desk/form.js';
import { CAMPAIGN_STEPS, PLAN_STEPS } from '/desk/hazards/steps.js';

const COLOURS = ['RED', 'ORANGE', 'YELLOW', 'BLUE'];
const RHYTHMS = ['P7D', 'P14D', 'P1M', 'P3M', 'P6M', 'P1Y'];
const USUAL = { RED: 'P7D', ORANGE: 'P14D', YELLOW: 'P1M', BLUE: 'P3M' };

const field = (name, schema, more = {}) => ({ name, schema, required: true, ...more });
const several = (name) => field(name, { type: 'array' }, { required: false });

const FIELDS = {
  plan: [
    field('name', { maxLength: 100 }), field('checklistCode', {}, { chosen: true }), field('from', {}, { day: true }), field('to', {}, { day: true }),
    several('areas'), several('kinds'),
  ],
  campaign: [
    field('name', { maxLength: 100 }), field('theme', { maxLength: 200 }), field('checklistCode', {}, { chosen: true }), field('from', {}, { day: true }), field('to', {}, { day: true }),
    several('areas'), several('kinds'), several('colours'),
  ],
};

const rhythmName = (period) => {
  const [, n, unit] = /^P(\d+)([DWMY])$/.exec(period);
  return t((n === '1' ? 'each.' : 'every.') + unit, { n });
};

const bodyFor = (kind, me) => (fields, values) => {
  const { areas = me.officeCode ? [me.officeCode] : [], kinds = [], colours = [], rhythm = USUAL } = values;
  const selection = { areas, kinds, ...(kind === 'campaign' ? { colours } : {}) };
  const said = { name: values.name, checklistCode: values.checklistCode, from: values.from, to: values.to, selection };
  return kind === 'campaign' ? { ...said, theme: values.theme } : { ...said, rhythm: Object.fromEntries(Object.entries(rhythm).filter(([, period]) => period)) };
};

const Rhythm = ({ rhythm, onChange }) => html`
  <fieldset class="rhythms"><legend>${t('fact.rhythm')}</legend>
    ${COLOURS.map((colour) => html`<label key=${colour}><i class=${'risk ' + colour}>${t('colour.' + colour)}</i>
      <select value=${rhythm[colour]} onChange=${(event) => onChange({ ...rhythm, [colour]: event.target.value })}>
        <option value="">${t('not-visited')}</option>
        ${RHYTHMS.map((one) => html`<option key=${one} value=${one}>${rhythmName(one)}</option>`)}
      </select></label>`)}
  </fieldset>`;

export function NewPlan({ kind, me, names, onDone, onClose }) {
  const { path, subject } = kind === 'campaign' ? CAMPAIGN_STEPS : PLAN_STEPS;
  const choices = {
    checklistCode: names.checklists, kinds: names.kinds, colours: COLOURS.map((one) => [one, t('colour.' + one)]),
    areas: me.officeCode ? [] : names.offices,
  };
  return html`
    <${NewThing} path=${path} subject=${subject} name=${'new-' + kind} title=${t('new-' + kind)} fields=${FIELDS[kind]} choices=${choices} body=${bodyFor(kind, me)} me=${me}
      send=${t('make-it')} hint=${t('made-as-draft')} onClose=${onClose} onDone=${onDone}>
      ${(form) => kind === 'plan' && html`<${Rhythm} rhythm=${form.values.rhythm ?? USUAL} onChange=${(next) => form.change('rhythm', next)} />`}
    <//>`;
}
