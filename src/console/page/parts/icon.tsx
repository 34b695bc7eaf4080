import type { View } from '../state/route.ts';

/** The paths of the icons, in a square of 20. */
const PATHS: Readonly<Record<View | 'docs', string>> = {
  requests: 'M3 5h14M3 10h14M3 15h9',
  data: 'M4 3v11a2 2 0 0 0 2 2h3M4 8h5M11 6h6v4h-6zM11 13h6v4h-6z',
  try: 'M4 4l12 6-12 6 3-6z',
  faults: 'M11 2 4 11h5l-1 7 7-9h-5z',
  fixtures: 'M5 2h7l3 3v13H5zM12 2v3h3M8 10h5M8 13h5',
  sandboxes: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z',
  docs: 'M4 4h5a2 2 0 0 1 2 2v11a2 2 0 0 0-2-2H4zM17 4h-4a2 2 0 0 0-2 2',
};

export const Icon = ({ name }: { name: keyof typeof PATHS }) => (
  <svg width="18" height="18" viewBox="0 0 20 20" fill="none" aria-hidden="true">
    <path d={PATHS[name]} stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
