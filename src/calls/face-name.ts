/** The names of the faces: the ESB, CMDB's own API server, and the API gateway before it. */
export const FACE_NAMES = ['esb', 'api-server', 'api-gateway'] as const;
export type FaceName = (typeof FACE_NAMES)[number];
