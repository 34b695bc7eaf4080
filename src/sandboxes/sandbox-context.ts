import type { CmdbData } from '../cmdb/repository.js';
import type { CallContext } from '../calls/call-context.js';
import type { CallRecord } from '../calls/call-record.js';
import type { SentReply } from '../calls/reply/sent-reply.js';
import type { DueFault } from '../calls/fault/due-fault.js';
import type { Component, Params } from '../calls/component.js';
import type { Faults } from '../faults/faults.js';
import type { RequestRecorder } from '../journal/request-recorder.js';
import type { AuthMode, Contract } from '../model/contract.js';
import type { SandboxDataset } from './sandbox-dataset.js';
import type { SandboxSettings } from './sandbox-settings.js';

/** The parts of a sandbox that calls depend on. */
export interface SandboxParts {
  readonly settings: SandboxSettings;
  readonly dataset: SandboxDataset;
  readonly faults: Faults<CmdbData>;
  readonly recorder: RequestRecorder;
}

/** A sandbox in the eyes of the ESB. */
export class SandboxContext implements CallContext<CmdbData> {
  readonly #parts: SandboxParts;

  constructor(parts: SandboxParts) {
    this.#parts = parts;
  }

  get contract(): Contract {
    return this.#parts.settings.contract;
  }

  get auth(): AuthMode {
    return this.#parts.settings.auth;
  }

  get strictWarnings(): boolean {
    return this.#parts.settings.strictWarnings;
  }

  get accounts(): CallContext<CmdbData>['accounts'] {
    return this.#parts.dataset.current.reader.accounts;
  }

  get backend(): CmdbData {
    return this.#parts.dataset.current.reader;
  }

  get baseline(): CmdbData | undefined {
    const { isOwn, baseline } = this.#parts.dataset;
    return isOwn ? baseline.reader : undefined;
  }

  dueFault(component: Component<CmdbData>, app: string, params: Params): DueFault<CmdbData> | undefined {
    return this.#parts.faults.due(component, app, params);
  }

  holdData(): () => void {
    return this.#parts.dataset.holdAll();
  }

  record(call: CallRecord, reply: SentReply | undefined): void {
    this.#parts.recorder.record(call, reply);
  }
}
