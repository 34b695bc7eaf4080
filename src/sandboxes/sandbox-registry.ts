// Imports, so that fake timers of a test in the same process do not stop the checks.
import { clearInterval, setInterval } from 'node:timers';
import { checkName, DEFAULT_SANDBOX } from './sandbox-name.js';
import { realNow } from '../util/clock.js';
import { conflict, ControlError, emulatorIsClosed } from '../util/control-error.js';
import { BYTES_A_SANDBOX, Sandbox } from './sandbox.js';
import type { SandboxDependencies } from './sandbox-dependencies.js';

export interface SandboxBounds {
  /** Most sandboxes besides the default one. For one more, the least recently used empty one is dropped. */
  most: number;
  /** Milliseconds without use after which a sandbox is dropped; 0 for never. */
  idleMs: number;
}

/** Number of checks for idle sandboxes within the idle time. */
const CHECKS_PER_IDLE_TIME = 4;
const LONGEST_CHECK_INTERVAL_MS = 30_000;

/** True if a sandbox makes room before another one: if control never asked for it, or it was not used for longer. */
const goesBefore = (sandbox: Sandbox, other: Sandbox): boolean =>
  sandbox.isControlled === other.isControlled ? sandbox.usedAt < other.usedAt : other.isControlled;

const houseIsFull = (most: number): ControlError => new ControlError(507, { code: 'SANDBOX_TOO_MANY', most });

/** All sandboxes of an emulator, by name. A sandbox is created on first use. */
export class SandboxRegistry {
  readonly #dependencies: SandboxDependencies;
  readonly #bounds: SandboxBounds;
  readonly #dropped: (sandbox: Sandbox, why: string) => void;
  readonly #all = new Map<string, Sandbox>();
  #isClosed = false;
  readonly #looking: NodeJS.Timeout | undefined;
  /** The sandbox of requests that name none. */
  readonly default: Sandbox;

  /** @param dropped called with each sandbox that is dropped because of a bound */
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
      const interval = Math.min(LONGEST_CHECK_INTERVAL_MS, Math.ceil(bounds.idleMs / CHECKS_PER_IDLE_TIME));
      this.#looking = setInterval(() => this.#dropIdle(), interval).unref();
    }
  }

  /**
   * Returns the sandbox of a name, and creates it if there is none.
   *
   * @throws ControlError 400 if the name is not valid, 409 if the emulator is closed, 507 if there are too many sandboxes, or
   *   there is no room in memory, and none is empty
   */
  get(name: string): Sandbox {
    const found = this.find(name);
    if (found !== undefined) {
      found.usedAt = realNow();
      return found;
    }
    this.throwIfClosed();
    checkName('sandbox', name);
    this.#makeRoom();
    const made = new Sandbox(name, this.#dependencies);
    this.#all.set(name, made);
    return made;
  }

  /** As `get`, for those who may control the emulator. */
  getForControl(name: string): Sandbox {
    const sandbox = this.get(name);
    sandbox.isControlled = true;
    return sandbox;
  }

  find(name: string): Sandbox | undefined {
    return name === DEFAULT_SANDBOX ? this.default : this.#all.get(name);
  }

  /** Bytes of memory that all sandboxes take, and may take: for data, snapshots and faults, and for journals. */
  get memory(): Record<'data' | 'journals', { bytes: number; most: number }> {
    const { memory, journalBounds } = this.#dependencies;
    const journals = journalBounds.memory;
    return {
      data: { bytes: memory.held, most: memory.most },
      journals: { bytes: journals.used, most: journals.most },
    };
  }

  /** The default sandbox, then the others, the oldest first. */
  list(): Sandbox[] {
    return [this.default, ...this.#all.values()];
  }

  /**
   * @returns true if there was such a sandbox
   * @throws ControlError 409 for the default sandbox
   */
  drop(name: string): boolean {
    if (name === DEFAULT_SANDBOX) throw conflict({ code: 'SANDBOX_IS_DEFAULT' });
    const found = this.#all.get(name);
    found?.drop();
    return this.#all.delete(name);
  }

  #makeRoom(): void {
    const { most } = this.#bounds;
    const isFull = this.#all.size >= most;
    if (!isFull && this.#dependencies.memory.hasRoom(BYTES_A_SANDBOX)) return;
    let first: Sandbox | undefined;
    for (const sandbox of this.#all.values()) {
      if (sandbox.isEmpty && (first === undefined || goesBefore(sandbox, first))) first = sandbox;
    }
    if (first !== undefined) this.#dropFor(first, isFull ? `there are more than ${most}` : 'memory is short');
    else if (isFull) throw houseIsFull(most);
  }

  #dropIdle(): void {
    const { idleMs } = this.#bounds;
    const before = realNow() - idleMs;
    for (const sandbox of this.#all.values()) {
      const { usedAt } = sandbox;
      // Its idle time begins when the stream or the change ends.
      if (sandbox.isBusy) sandbox.usedAt = realNow();
      else if (usedAt < before) this.#dropFor(sandbox, `nobody used it for ${Math.round(idleMs / 1000)} s`);
    }
  }

  #dropFor(sandbox: Sandbox, why: string): void {
    this.#dropped(sandbox, why);
    this.drop(sandbox.name);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** @throws ControlError 409 if the emulator is closed */
  throwIfClosed(): void {
    if (this.#isClosed) throw emulatorIsClosed();
  }

  /** Existing sandboxes can still be read. No new ones are created. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#looking);
  }
}
