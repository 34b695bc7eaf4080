/** The caller of a request, with the names that it gave. Only the mode `strict` has checked them. */
export interface Caller {
  app: string;
  user: string;
}
