/** Requests that all contenders answer, and what the emulator is started with for them. */
import { findInstance, LPI, LSI, lpiBody, lsiBody } from './requests.js';

export const WORKLOADS = {
  lpi: {
    label: 'LPI, 2 processes',
    path: LPI,
    args: [],
    body: async (url) => lpiBody(await findInstance(url)),
    forPeers: true,
  },
  lsi10: {
    label: 'LSI, limit 10',
    path: LSI,
    args: ['--size', 'medium'],
    body: () => lsiBody(0, 10),
    forPeers: false,
  },
  lsi500: {
    label: 'LSI, limit 500',
    path: LSI,
    args: ['--size', 'medium'],
    body: () => lsiBody(0, 500),
    forPeers: false,
  },
};
