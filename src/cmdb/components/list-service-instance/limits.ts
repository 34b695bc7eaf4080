import type { PageBounds } from '../../parameters/page.js';

/** Both contracts take pages as the live CMDB does. */
export const PAGE_BOUNDS: PageBounds = { max: 1000, zeroIsAll: true };
