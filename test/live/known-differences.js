/**
 * Recordings that the emulator answers in another way on purpose, at most five: ids, what each side does, and why. The test
 * of the recordings and the table in docs/fidelity.md come from this list.
 */
export const KNOWN_DIFFERENCES = [
  {
    ids: ['path-cmdb-own', 'path-api-v2-gateway'],
    live: {
      en: "The ESB's server answers 404 on the paths of CMDB's API server and of the API gateway.",
      zh: 'ESB 所在的服务器对 CMDB API server 和 API 网关的路径返回 404。',
    },
    here: {
      en: 'The emulator serves them.',
      zh: '模拟器提供这些路径。',
    },
    why: {
      en: 'Three systems answer at one address here. On a live system each has its own.',
      zh: '模拟器用一个地址代替三个系统；真实环境里它们各有各的地址。',
    },
  },
];

/** The ids of all of them. */
export const KNOWN_IDS = KNOWN_DIFFERENCES.flatMap(({ ids }) => ids);
