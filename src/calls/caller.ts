/** The caller of a request, with the names that it gave. Only the mode `strict` has checked them. */
export interface Caller {
  app: string;
  user: string;
  /** Why the face cannot send the user's name to the system behind it, in the words of its HTTP library. */
  problem?: string | undefined;
}
