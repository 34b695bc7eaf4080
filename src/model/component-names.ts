/** The components that the emulator has, for those who name them without calling them. */
export const COMPONENT_NAMES = [
  'list_process_instance',
  'list_service_instance_by_set_template',
  'list_service_instance',
  'list_process_detail_by_ids',
] as const;
