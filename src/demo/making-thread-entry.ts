import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Packed } from '../store/packed.js';
import { movedWith, packsOf, type Share } from './packing.js';

const port = parentPort as MessagePort;
const packs = packsOf(workerData as Share);

/** One for each message: nothing at the end. */
port.on('message', () => {
  const packed = packs.next().value as Packed | undefined;
  port.postMessage(packed, movedWith(packed));
});
