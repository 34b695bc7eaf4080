import type { Params } from '../calls/component.js';
import { pythonTruth } from '../util/python/python-truth.js';
import { internalError, type DjangoError } from './django-error.js';

/** The ESB looks for the name of a JSONP callback in every reply, and fails on one that is no text. */
export const hasBadCallback = ({ callback }: Params): boolean => typeof callback !== 'string' && pythonTruth(callback);

export const badCallback = (): DjangoError =>
  internalError({
    en: 'callback is no text; the live ESB fails on it',
    zh: 'callback 不是字符串，真实的 ESB 会因此出错',
  });
