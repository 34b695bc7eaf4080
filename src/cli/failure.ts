/** A failure that the user can mend. The message names the thing, the reason and the way out. */
export class Failure extends Error {}
