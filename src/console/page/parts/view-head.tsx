import type { ComponentChildren } from 'preact';

/** The head of a view: its name, the way of use in one sentence, and its controls. */
export const ViewHead = ({
  title,
  about,
  children,
}: {
  title: string;
  about: string;
  children?: ComponentChildren;
}) => (
  <header class="view-head">
    <h1>{title}</h1>
    {children}
    <p class="about">{about}</p>
  </header>
);

/** Said in place of a list that has nothing. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="empty">
    <h2>{title}</h2>
    {children}
  </div>
);
