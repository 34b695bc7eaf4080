/** The components that the emulator has, for those who name them without calling them. */
export const COMPONENT_NAMES = [
  'list_process_instance',
  'list_service_instance_by_set_template',
  'list_service_instance',
  'list_process_detail_by_ids',
] as const;

const NAMES: readonly string[] = COMPONENT_NAMES;

/** `SYSTEM.NAME`: a component that is not emulated has no other name. */
export const SYSTEM_AND_NAME = '^[A-Za-z0-9_-]+[.].+$';

/** The name under which calls of a component are recorded: an emulated one is also called `cc.NAME`. */
export const recordedName = (name: string): string => {
  if (!name.includes('.')) return name;
  const small = name.toLowerCase();
  const short = small.replace(/^cc[.]/, '');
  return NAMES.includes(short) ? short : small;
};

/** The name of a component beside that of its system, as the ESB's messages have it: `search_business`. */
export const nameInSystem = (name: string): string => name.replace(/^[^.]+[.]/, '');

/** True if a component may have this name: an emulated one, or one that a stub stands for. */
export const isComponentName = (name: string): boolean =>
  NAMES.includes(name) || new RegExp(SYSTEM_AND_NAME).test(name);
