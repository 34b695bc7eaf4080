import { useLayoutEffect, useRef } from 'preact/hooks';

/** Screens on which an open row takes the place of the tree. The styles have the same bound. */
const NARROW = '(max-width: 760px)';

/** The link to a place in the tree or the results. */
const linkIn = (parts: HTMLElement | null, place: string): HTMLElement | undefined =>
  [...(parts?.querySelectorAll<HTMLElement>('.data-rows a') ?? [])].find((link) => link.getAttribute('href') === place);

/**
 * On a narrow screen, goes to the head of a row that is opened, and back to its place among the others when it is closed, so that
 * nobody has to look for it.
 *
 * @returns a ref of the element with all rows and the open one
 */
export const useWayBack = (isOpen: boolean) => {
  const parts = useRef<HTMLDivElement>(null);
  const before = useRef({ isOpen, top: 0, place: '' });
  if (isOpen && !before.current.isOpen) before.current.top = scrollY;
  useLayoutEffect(() => {
    if (isOpen) before.current.place = location.hash;
    if (before.current.isOpen === isOpen) return;
    before.current.isOpen = isOpen;
    if (!matchMedia(NARROW).matches) return;
    scrollTo(0, isOpen ? 0 : before.current.top);
    const target = isOpen
      ? parts.current?.querySelector<HTMLElement>('.row-detail h2')
      : linkIn(parts.current, before.current.place);
    target?.focus({ preventScroll: true });
  });
  return parts;
};
