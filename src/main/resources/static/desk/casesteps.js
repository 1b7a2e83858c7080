// The steps of a case: what the contract cannot know of them.
import { all, get } from '/desk/api.js';
import { t } from '/desk/words.js';

const stepOf = (action) => action.toLowerCase().replaceAll('_', '-');

export const CASE_STEPS = {
  path: '/cases',
  event: 'case',
  main: ['file', 'dispatch', 'accept', 'resolve', 'close', 'verify', 'check', 'answer-transfer', 'arbitrate'],
  atOnce: ['accept'],
  chosen: ['departmentCode', 'assigneeId', 'conditionSeq', 'intoCaseId', 'officeCode', 'leadDepartment'],
  word: (action) => t('action.' + stepOf(action)),
  choices: (file, action, names) => {
    const found = {};
    const wants = (name) => names.includes(name);
    if (wants('conditionSeq')) {
      found.conditionSeq = get('/categories/' + file.category.code).then((category) => category.conditions.filter((one) => !one.retired).map((one) => [one.seq, one.condition]));
    }
    if (wants('departmentCode') || wants('assigneeId')) {
      const candidates = get(`/cases/${file.id}/candidates`).then((answer) => answer.items);
      const of = (kind) => candidates.then((items) => items.filter((one) => one.kind === kind)
        .map((one) => [one.id, one.name + (one.warning ? ` ⚠ ${one.warning.text}` : '')]));
      if (wants('departmentCode')) found.departmentCode = of('DEPARTMENT');
      found.assigneeId = action === 'dispatch' ? of('PERSON') : workers(file);
    }
    if (wants('intoCaseId')) {
      found.intoCaseId = get(`/cases?limit=50&grid=${file.area.gridCode}&state=REPORTED,VERIFYING,FILED,DISPATCHED,HANDLING`).then((page) =>
        page.items.filter((one) => one.id !== file.id).map((one) => [one.id, `${one.number} ${one.category.name} ${one.description ?? ''}`.slice(0, 60)]));
    }
    if (wants('officeCode')) found.officeCode = all('/offices').then((items) => items.filter((one) => one.code !== file.desk.code).map((one) => [one.code, one.name]));
    if (wants('leadDepartment')) found.leadDepartment = found.assisting = all('/departments').then((items) => items.map((one) => [one.code, one.name]));
    if (wants('categoryCode')) found.categoryCode = all('/categories').then((items) => items.map((one) => [one.code, `${one.code} ${one.name}`]));
    return found;
  },
};

/** Who may be sent to look: those who answer for the grid. */
const workers = (file) => get(`/cases/${file.id}/routing`).then((answer) => answer.workers.map((one) => [one.id, `${one.name} · ${t('duty.' + one.duty)}`]));
