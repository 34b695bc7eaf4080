/**
 * The path in front of `/api/` in the path of an address of an ESB, without a closing slash. The address of a component, as it is
 * pasted from its documentation, has the path of the ESB behind it.
 */
export const pathBeforeApi = (pathname: string): string =>
  pathname.replace(/\/+api\/c\/compapi(\/.*)?$/, '').replace(/\/+$/, '');
