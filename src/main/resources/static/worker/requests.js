// What each kind of record says to the server.

const of = (record, field, item) => record.photos.filter((photo) => photo.mediaId && !photo.later && photo.field === field && photo.item === item).map((photo) => photo.mediaId);
/** Only what was said is sent. */
const said = (body) => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)));
/** A check-in knows no time of the measurement. */
const positionOf = ({ position }, atPlace) => position && said({ ...position, fixedAt: atPlace ? undefined : position.fixedAt, datum: 'WGS84' });
const reasonOf = (code, text) => (code ? said({ code, text }) : undefined);

function report(record) {
  const { form } = record;
  return {
    path: '/cases',
    body: said({
      description: form.description?.trim(),
      categoryCode: form.categoryCode,
      position: positionOf(form),
      gridCode: form.position ? undefined : form.gridCode,
      address: form.address?.trim(),
      urgent: form.urgent || undefined,
      reportedAt: record.recordedAt,
      mediaIds: form.settled ? [] : of(record, 'photos'),
      selfHandled: form.settled ? said({ result: form.result?.trim(), mediaIds: of(record, 'photos') }) : undefined,
    }),
  };
}

/** A step names no version: it was decided on what the phone showed, and the server takes it in on what is so now. */
function step(record) {
  const { about, form } = record;
  const text = form.text?.trim();
  const bodies = {
    accept: {},
    resolve: { result: text, mediaIds: of(record, 'photos') },
    verify: { confirmed: form.yes, note: text, mediaIds: of(record, 'photos') },
    check: { passed: form.yes, note: text, mediaIds: of(record, 'photos') },
    recheck: { passed: form.yes, note: text, mediaIds: of(record, 'photos') },
    comment: { text, mediaIds: of(record, 'photos') },
  };
  return { path: `/${about.of}/${about.subject}/actions/${about.action}`, body: said(bodies[about.action]) };
}

/** The whole visit in one call: when it began, how one stood there, every answer, and how it ended. */
function inspection(record) {
  const { about, form } = record;
  const answers = Object.entries(form.answers ?? {}).map(([itemId, given]) => said({
    itemId,
    answer: given.answer,
    note: given.note?.trim(),
    mediaIds: of(record, 'photos', itemId),
    fixedOnSpot: given.answer === 'FAIL' && given.fixed ? said({ note: given.fixedNote?.trim(), mediaIds: of(record, 'after', itemId) }) : undefined,
  }));
  const [signature] = of(record, 'signature');
  return {
    path: '/inspections',
    body: said({
      placeId: about.placeId,
      checklistCode: about.checklistCode,
      checklistVersion: about.checklistVersion,
      taskId: about.taskId,
      secondInspectorId: form.second,
      checkIn: said({ position: positionOf(form, true), qr: form.qr?.trim(), reason: reasonOf(form.reason, form.reasonText) }),
      startedAt: about.startedAt,
      answers,
      submit: said({
        signature: signature && { mediaId: signature },
        refusal: form.refusal?.trim() ? { text: form.refusal.trim() } : undefined,
        unansweredReason: reasonOf(form.unanswered, form.unansweredText),
        submittedAt: record.recordedAt,
      }),
    }),
  };
}

/** Photos of one item that came through later than the words. */
function photos(record) {
  const { inspectionId, item, field } = record.about;
  const mediaIds = of(record, field, item);
  return {
    path: `/inspections/${inspectionId}/actions/add-photos`,
    body: field === 'signature' ? { signature: { mediaId: mediaIds[0] } } : said({ itemId: item, mediaIds, afterFix: field === 'after' || undefined }),
  };
}

const receipt = ({ about }) => ({ path: `/me/notices/${about.subject}/actions/${about.action}`, body: undefined });

const KINDS = { REPORT: report, STEP: step, INSPECTION: inspection, PHOTOS: photos, RECEIPT: receipt };

export const requestOf = (record) => KINDS[record.kind](record);

/** What is left to be sent after the answer: photos of an inspection whose words went first, one item at a time. */
export function late(record, answer) {
  const rest = record.photos.filter((photo) => photo.later);
  if (rest.length === 0 || !['INSPECTION', 'PHOTOS'].includes(record.kind)) return null;
  const { item, field } = rest[0];
  const inspectionId = record.about.inspectionId ?? answer.id;
  const mine = (photo) => photo.item === item && photo.field === field;
  return {
    kind: 'PHOTOS',
    about: { subject: inspectionId, inspectionId, item, field, title: record.about.title },
    form: {},
    photos: rest.map((photo) => (mine(photo) ? { ...photo, later: false } : photo)),
  };
}
