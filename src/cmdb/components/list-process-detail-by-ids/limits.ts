/** How many processes one call may ask for. */
export const MAX_IDS = 500;
