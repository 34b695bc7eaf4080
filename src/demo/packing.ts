import { finishServiceInstance } from '../store/finish.js';
import { Packer, type Packed } from '../store/packed.js';
import { place } from './dataset.js';
import { generate } from './generate.js';
import type { Shape } from './shapes.js';

/** What one of several is to make of a generated set. */
export interface Share {
  seed: number;
  shape: Shape;
  /** Whose packs these are, from 0: each makes every `shares`th pack. */
  share: number;
  shares: number;
}

/** Of service instances in a pack: some megabytes, as they have two processes on average, however many one may have. */
export const PACK = 1500;

/** A share of the service instances of a generated set, as a store keeps them. */
export function* packsOf({ seed, shape, share, shares }: Share): Generator<Packed> {
  const { service_instances, ...others } = generate(seed, shape);
  const packer = new Packer();
  for (let first = share * PACK; first < shape.serviceInstances; first += shares * PACK) {
    const end = Math.min(first + PACK, shape.serviceInstances);
    for (let index = first; index < end; index += 1) {
      packer.add(finishServiceInstance(place(service_instances.at(index), others)));
    }
    yield packer.take();
  }
}

/** The memory that goes over to who is sent a pack, and need not be copied. */
export const movedWith = (packed: Packed | undefined): ArrayBuffer[] =>
  packed === undefined ? [] : [packed.numbers.buffer, packed.bytes.buffer];
