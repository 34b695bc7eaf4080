import { pythonInt } from '../../util/python/python-int.js';
import { badParameter } from './refusals.js';

/** Seconds for which a signed request stays good. */
const VALID_FOR_S = 300;

/** @throws EsbError 1306000 if the nonce is no positive integer */
export const checkNonce = (text: string | undefined): void => {
  if (!text) throw badParameter('Parameter bk_nonce does not exist');
  const nonce = pythonInt(text);
  if (nonce === undefined) throw badParameter('Parameter bk_nonce is illegal');
  if (nonce <= 0) throw badParameter('Parameter bk_nonce is illegal, it must be a positive integer');
};

/** A time in the future is good, and so is one in milliseconds. @throws EsbError 1306000 if the time is no integer, or too old */
export const checkTimestamp = (text: string | undefined): void => {
  if (!text) throw badParameter('Parameter bk_timestamp does not exist');
  const timestamp = pythonInt(text);
  if (timestamp === undefined) throw badParameter('Parameter bk_timestamp is illegal, due to non-time format');
  if (timestamp < Math.floor(Date.now() / 1000) - VALID_FOR_S) {
    throw badParameter('Parameter bk_timestamp is illegal, because it has expired');
  }
};
