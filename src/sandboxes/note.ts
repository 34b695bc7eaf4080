/** Something to know beside a result, which is as it should be. */
export interface Note {
  /** Stable, such as `DATABASE_NOT_KEPT`. */
  code: string;
  /** In words. */
  message: string;
}
