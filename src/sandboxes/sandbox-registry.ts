import { checkName, DEFAULT_SANDBOX } from './sandbox-name.js';
import { conflict, emulatorIsClosed } from '../util/control-error.js';
import { Sandbox } from './sandbox.js';
import type { SandboxDependencies } from './sandbox-dependencies.js';

export interface SandboxBounds {
  /** How many there may be, beside the one that is always there. Beyond that, the one unused for longest is dropped. */
  most: number;
  /** Milliseconds without use after which one is dropped; 0 for never. */
  idleMs: number;
}

/** How often to look for idle ones: a few times in the time that they may be idle. */
const LOOKS = 4;
const RAREST_LOOK_MS = 30_000;

/** One whose requests somebody watches is in use, even where none come. */
const lastUse = ({ journal, usedAt }: Sandbox): number => (journal.isFollowed ? Infinity : usedAt);

/** All sandboxes of an emulator, by name. One comes into being when it is first asked for. */
export class SandboxRegistry {
  readonly #dependencies: SandboxDependencies;
  readonly #bounds: SandboxBounds;
  readonly #dropped: (sandbox: Sandbox, why: string) => void;
  readonly #all = new Map<string, Sandbox>();
  #isClosed = false;
  readonly #looking: NodeJS.Timeout | undefined;
  /** Of requests that name none. */
  readonly default: Sandbox;

  /** @param dropped is told of each that was dropped without being asked for */
  constructor(
    dependencies: SandboxDependencies,
    bounds: SandboxBounds,
    dropped: (sandbox: Sandbox, why: string) => void,
  ) {
    this.#dependencies = dependencies;
    this.#bounds = bounds;
    this.#dropped = dropped;
    this.default = new Sandbox(DEFAULT_SANDBOX, dependencies);
    if (bounds.idleMs > 0) {
      const interval = Math.min(RAREST_LOOK_MS, Math.ceil(bounds.idleMs / LOOKS));
      this.#looking = setInterval(() => this.#dropIdle(), interval).unref();
    }
  }

  /**
   * The sandbox of a name, made where there is none.
   *
   * @throws ControlError 400 where it is no name, 409 once the emulator is closed
   */
  get(name: string): Sandbox {
    const found = this.find(name);
    if (found !== undefined) {
      found.usedAt = Date.now();
      return found;
    }
    if (this.#isClosed) throw emulatorIsClosed();
    const made = new Sandbox(checkName('sandbox', name), this.#dependencies);
    this.#makeRoom();
    this.#all.set(name, made);
    return made;
  }

  find(name: string): Sandbox | undefined {
    return name === DEFAULT_SANDBOX ? this.default : this.#all.get(name);
  }

  /** The default one, then the others, the oldest first. */
  list(): Sandbox[] {
    return [this.default, ...this.#all.values()];
  }

  /**
   * @returns whether there was one
   * @throws ControlError 409 for the default one
   */
  drop(name: string): boolean {
    if (name === DEFAULT_SANDBOX) throw conflict('the default sandbox cannot be dropped; reset it instead');
    const found = this.#all.get(name);
    found?.drop();
    return this.#all.delete(name);
  }

  #makeRoom(): void {
    if (this.#all.size < this.#bounds.most) return;
    let longest: Sandbox | undefined;
    for (const sandbox of this.#all.values()) {
      if (longest === undefined || lastUse(sandbox) < lastUse(longest)) longest = sandbox;
    }
    if (longest !== undefined) this.#dropFor(longest, `there are more than ${this.#bounds.most}`);
  }

  #dropIdle(): void {
    const { idleMs } = this.#bounds;
    const before = Date.now() - idleMs;
    for (const sandbox of this.#all.values()) {
      const { usedAt } = sandbox;
      // Once nobody watches it any more, it may be idle for as long as any other.
      if (sandbox.journal.isFollowed) sandbox.usedAt = Date.now();
      else if (usedAt < before) this.#dropFor(sandbox, `nobody used it for ${Math.round(idleMs / 1000)} s`);
    }
  }

  #dropFor(sandbox: Sandbox, why: string): void {
    this.#dropped(sandbox, why);
    this.drop(sandbox.name);
  }

  /** What there is can still be read; none comes into being any more. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#looking);
  }
}
