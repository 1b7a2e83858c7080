// How long something may take, in words.
import { t } from '/desk/words.js';

export const LIMITS = ['URGENT_MINUTE', 'URGENT_HOUR', 'WORK_HOUR', 'WORK_DAY', 'NATURAL_DAY'];
export const limitOf = ({ amount, kind }) => t((amount === 1 ? 'limit.one.' : 'limit.') + kind, { n: amount });
