// A place is registered, or described anew: what it is, where it lies, who answers for it, and its papers. Which of that a kind of
// places has at all is said by the kind.
import { html, useEffect, useState } from '/desk/view.js';
import { all, get } from '/desk/api.js';
import { dress } from '/desk/pages.js';
import { to } from '/desk/route.js';
import { learn, t, together } from '/desk/words.js';
import { FormEnd, useForm } from '/desk/form.js';
import { Panel } from '/desk/panel.js';

const FIELDS = ['kind', 'name', 'address', 'position', 'owner', 'contact', 'licenceNumber', 'areaSquareMetres', 'industry', 'externalId'];
const PEOPLE = ['owner', 'contact'];
const LOOK_AFTER_MS = 400;

const textOf = (value) => value?.trim() || null;
const personOf = (one) => (textOf(one?.name) ? { name: one.name.trim(), phone: textOf(one.phone) } : null);

/** What the kind has none of is not sent, even if it was typed before the kind was changed. */
function bodyOf(values, uses) {
  const has = (name) => uses[name] !== 'NONE';
  return {
    kind: values.kind,
    name: values.name,
    address: values.address,
    position: { longitude: Number(values.position.longitude), latitude: Number(values.position.latitude) },
    owner: has('owner') ? personOf(values.owner) : null,
    contact: has('contact') ? personOf(values.contact) : null,
    licenceNumber: has('licenceNumber') ? textOf(values.licenceNumber) : null,
    areaSquareMetres: has('areaSquareMetres') && values.areaSquareMetres !== '' && values.areaSquareMetres != null ? Number(values.areaSquareMetres) : null,
    industry: textOf(values.industry),
    externalId: textOf(values.externalId),
  };
}

const first = (file) => (file ? Object.fromEntries([...FIELDS, 'kindName'].map((name) => [name, file[name]])) : {});

/** The map comes after the words. */
function usePickMap() {
  const [made, setMade] = useState(null);
  useEffect(() => {
    Promise.all([import('/desk/map/pick.js'), learn('/desk/map'), dress('/desk/map')]).then(([{ PickMap }]) => setMade(() => PickMap), () => {});
  }, []);
  return made;
}

/** In whose grid it would lie, said before it is sent. */
function Found({ position }) {
  const [found, setFound] = useState(null);
  const { longitude, latitude } = position ?? {};
  useEffect(() => {
    setFound(null);
    if (!longitude || !latitude) return undefined;
    const timer = setTimeout(() => get('/grids/locate?' + new URLSearchParams({ longitude, latitude })).then(
      ({ grid, location }) => setFound({ text: t(location === 'INSIDE' ? 'lies-in' : 'lies-near', { grid: grid.name, office: grid.officeName ?? '' }) }),
      (problem) => setFound({ text: problem.message, wrong: true })), LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [longitude, latitude]);
  return html`<p class=${found?.wrong ? 'problem' : 'quiet'} role="status">${found?.text ?? (longitude && latitude ? '…' : t('no-position-yet'))}</p>`;
}

const Line = ({ label, optional, fault, children }) => html`<label><span>${label}${optional && html` <small>${t('optional')}</small>`}</span>${children}${fault && html`<small class="problem">${fault}</small>`}</label>`;

function Person({ name, form, use, same }) {
  const person = form.values[name] ?? {};
  const set = (part) => (event) => form.change(name, { ...person, [part]: event.target.value });
  const wrong = form.fault(name);
  return html`
    <div class="pair">
      <${Line} label=${t('place.form.' + name)} optional=${use !== 'REQUIRED'} fault=${wrong}>
        <input maxlength="40" required=${use === 'REQUIRED'} value=${person.name ?? ''} onInput=${set('name')} /><//>
      <${Line} label=${t('place.form.phone')} optional=${true}>
        <input type="tel" maxlength="60" value=${person.phone ?? ''} aria-label=${t('place.form.phone-of', { who: t('place.form.' + name) })} onInput=${set('phone')} /><//>
      ${same && html`<button type="button" class="plain" onClick=${() => form.change(name, { ...same })}>${t('place.form.same')}</button>`}
    </div>`;
}

function Kinds({ kinds, form }) {
  const { kind, kindName } = form.values;
  const industries = [...new Map(kinds.map((one) => [one.industry.code, one.industry.name]))];
  return html`
    <select required value=${kind ?? ''} onChange=${(event) => form.change('kind', event.target.value)}>
      <option value="">${t('choose')}</option>
      ${kind && !kinds.some((one) => one.code === kind) && html`<option value=${kind}>${kindName ?? kind}</option>`}
      ${industries.map(([code, name]) => html`<optgroup key=${code} label=${name}>
        ${kinds.filter((one) => one.industry.code === code).map((one) => html`<option key=${one.code} value=${one.code}>${one.name}</option>`)}</optgroup>`)}
    </select>`;
}

function Where({ me, form }) {
  const Map = usePickMap();
  const position = form.values.position ?? {};
  const set = (part) => (event) => form.change('position', { ...position, [part]: event.target.value });
  const at = Number(position.latitude) && Number(position.longitude) ? { latitude: Number(position.latitude), longitude: Number(position.longitude) } : null;
  return html`
    <fieldset><legend>${t('place.form.where')}</legend>
      <${Line} label=${t('fact.address')} fault=${form.fault('address')}><input required maxlength="200" value=${form.values.address ?? ''} onInput=${(event) => form.change('address', event.target.value)} /><//>
      ${Map ? html`<${Map} me=${me} position=${at} onPick=${(next) => form.change('position', next)} />` : html`<div class="pick"></div>`}
      <div class="pair">
        <${Line} label=${t('place.form.latitude')}><input type="number" step="any" min="-90" max="90" required value=${position.latitude ?? ''} onInput=${set('latitude')} /><//>
        <${Line} label=${t('place.form.longitude')}><input type="number" step="any" min="-180" max="180" required value=${position.longitude ?? ''} onInput=${set('longitude')} /><//>
      </div>
      <${Found} position=${at} />
      ${form.fault('position') && html`<p class="problem" role="alert">${form.fault('position')}</p>`}
    </fieldset>`;
}

/** Whoever registered it is told which ones it may be already. */
const Doubles = ({ file, onOpen, onClose }) => html`
  <${Panel} title=${t('place.registered', { name: file.name })} onClose=${onClose}>
    <p class="note">${t('place.may-be-double')}</p>
    <ul class="plainly">${file.suspectedDoubles.map((one) => html`<li key=${one.id}><a href=${to('hazards/places', { place: one.id })}>${one.name}</a> ${one.address}
      <small>${Math.round(one.distanceMetres)} m · ${together(one.reasons.map((reason) => t('double.' + reason)))}</small></li>`)}</ul>
    <div class="buttons"><button type="button" class="main" onClick=${() => onOpen(file)}>${t('place.open-it')}</button></div>
  <//>`;

/** @param file what is described anew; none for a new one */
export function PlaceForm({ file, me, onDone, onClose }) {
  const [kinds, setKinds] = useState([]);
  const [doubles, setDoubles] = useState(null);
  useEffect(() => {
    all('/place-kinds').then(setKinds, () => {});
  }, []);
  const form = useForm({
    path: file ? '/places/' + file.id : '/places', name: 'place:' + (file?.id ?? 'new'), subject: 'PLACE', me, first: first(file), version: file?.version ?? null,
    body: (values) => bodyOf(values, usesOf(values)),
    onDone: (done) => (done.suspectedDoubles?.length > 0 ? setDoubles(done) : onDone(done)),
  });
  const kindOf = (values) => kinds.find((one) => one.code === values.kind);
  const usesOf = (values) => kindOf(values)?.fields ?? {};
  if (doubles) return html`<${Doubles} file=${doubles} onOpen=${onDone} onClose=${onClose} />`;
  const { values } = form;
  const uses = usesOf(values);
  const industries = [...new Map(kinds.map((one) => [one.industry.code, one.industry.name]))];
  const people = PEOPLE.filter((name) => uses[name] !== 'NONE');
  const text = (name, label, more) => html`<${Line} label=${label} optional=${!more?.required} fault=${form.fault(name)}>
    <input ...${more} value=${values[name] ?? ''} onInput=${(event) => form.change(name, event.target.value)} /><//>`;
  return html`
    <${Panel} title=${file ? file.name : t('new-place')} small=${file ? t('place.form.edit') : ''} onClose=${onClose}>
      <form class="act place-form" onSubmit=${form.submit}>
        <fieldset><legend>${t('place.form.what')}</legend>
          ${text('name', t('field.name'), { required: true, maxlength: 100 })}
          <${Line} label=${t('filter.kind')} fault=${form.fault('kind')}><${Kinds} kinds=${kinds} form=${form} /><//>
        </fieldset>
        <${Where} me=${me} form=${form} />
        ${people.length > 0 && html`<fieldset><legend>${t('place.form.who')}</legend>
          ${people.map((name) => html`<${Person} key=${name} name=${name} form=${form} use=${uses[name]} same=${name === 'contact' && people.includes('owner') && values.owner?.name ? values.owner : null} />`)}
        </fieldset>`}
        <fieldset><legend>${t('place.form.papers')}</legend>
          <div class="pair">
            ${uses.licenceNumber !== 'NONE' && text('licenceNumber', t('fact.licence'), { maxlength: 64, required: uses.licenceNumber === 'REQUIRED' })}
            ${uses.areaSquareMetres !== 'NONE' && text('areaSquareMetres', t('place.form.area'), { type: 'number', min: 0, step: 'any', required: uses.areaSquareMetres === 'REQUIRED' })}
          </div>
          <div class="pair">
            <${Line} label=${t('fact.industry')} optional=${true} fault=${form.fault('industry')}>
              <select value=${values.industry ?? ''} onChange=${(event) => form.change('industry', event.target.value)}><option value="">${t('place.form.usual-industry')}</option>
                ${industries.map(([code, name]) => html`<option key=${code} value=${code}>${name}</option>`)}</select><//>
            ${text('externalId', t('place.form.external'), { maxlength: 64 })}
          </div>
        </fieldset>
        <${FormEnd} form=${form} fields=${FIELDS} word=${t(file ? 'place.form.keep' : 'place.form.register')} onClose=${onClose}>${form.kept && html`<small class="quiet">${t('draft-kept')}</small>`}<//>
      </form>
    <//>`;
}
