import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The data of an emulator without settings, as a database.
 *
 * @param {string} built the folder with the compiled sources
 * @returns {Promise<Buffer>}
 */
export const defaultData = async (built) => {
  const load = (file) => import(pathToFileURL(join(built, file)).href);
  const { PACKAGED_DEMO } = await load('emulator/initial-data/packaged.js');
  const { resolveData } = await load('emulator/initial-data/resolve.js');
  const { Store } = await load('store/datasets/store.js');
  const settings = { fixtures: [], ...PACKAGED_DEMO };
  const store = Store.open();
  const { data, origin } = await resolveData(settings);
  await store.replace(data, origin);
  return store.serialize();
};
