import { CONTRACTS, type Contract } from '../model/contract.js';
import { askProbe, type ProbeReply } from './ask-probe.js';
import { PROBES, type Probe } from './probes.js';
import type { Target } from '../target/target.js';

/** A probe, its reply, and the contracts that it fits. */
export interface Finding extends ProbeReply {
  probe: Probe;
  fits: Contract[];
}

/**
 * The conclusion:
 * - a contract: the address follows it in everything that was asked
 * - `other`: it is an ESB that follows neither
 * - `refused`: it is an ESB that does not take the credentials, so that CMDB was not asked
 * - `no-esb`: it is no ESB
 */
export type Conclusion = Contract | 'other' | 'refused' | 'no-esb';

/** The result of an examination. */
export interface Examination {
  conclusion: Conclusion;
  /** The contract that fits most replies. */
  nearest: Contract;
  findings: Finding[];
  /** True if the address does not check credentials, as an emulator with `--auth off`. */
  isOpen: boolean;
}

const CREDENTIAL_CODES = ['code 1306000', 'code 1306403', 'code 1306408'];

const conclude = (findings: readonly Finding[], nearest: Contract): Conclusion => {
  if (!findings.some(({ isEsb }) => isEsb)) return 'no-esb';
  if (findings.every(({ fits }) => fits.includes(nearest))) return nearest;
  const isRefused = findings.every(
    ({ probe, form }) => probe.name === 'unknown-path' || CREDENTIAL_CODES.includes(form),
  );
  return isRefused ? 'refused' : 'other';
};

/**
 * Sends the probes to an address, one after the other.
 *
 * @throws TargetError if a reply does not come
 */
export const examine = async (target: Target): Promise<Examination> => {
  const findings: Finding[] = [];
  for (const probe of PROBES) {
    const reply = await askProbe(target, probe);
    findings.push({
      ...reply,
      probe,
      fits: CONTRACTS.filter((contract) => probe.right[contract].includes(reply.form)),
    });
  }
  const fitting = (contract: Contract): number => findings.filter(({ fits }) => fits.includes(contract)).length;
  const nearest = fitting('cmdb-3.14') > fitting('documented') ? 'cmdb-3.14' : 'documented';
  const isOpen = findings.some(({ probe, form }) => probe.name === 'no-credentials' && form === 'code 1199006');
  return { conclusion: conclude(findings, nearest), nearest, findings, isOpen };
};
