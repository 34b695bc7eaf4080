import type { View } from '../state/route.ts';
import type { Text } from '../../../model/language.ts';

/** The names of the views. */
export const VIEW_NAMES: Readonly<Record<View, Text>> = {
  requests: { en: 'Requests', zh: '请求' },
  data: { en: 'Data', zh: '数据' },
  try: { en: 'Try it', zh: '试一试' },
  faults: { en: 'Faults', zh: '故障' },
  fixtures: { en: 'Fixtures', zh: 'Fixture' },
  sandboxes: { en: 'Sandboxes', zh: '沙箱' },
};

export const SHELL = {
  skip: { en: 'Go to the content', zh: '跳到内容' },
  views: { en: 'Views', zh: '视图' },
  docs: { en: 'OpenAPI', zh: 'OpenAPI' },
  sandbox: { en: 'Sandbox', zh: '沙箱' },
  contract: { en: 'Contract', zh: '契约' },
  lost: { en: 'No connection', zh: '连接已断开' },
  language: { en: 'Language', zh: '语言' },
  theme: { en: 'Theme', zh: '主题' },
  system: { en: 'System', zh: '跟随系统' },
  light: { en: 'Light', zh: '浅色' },
  dark: { en: 'Dark', zh: '深色' },
  noFaults: { en: 'No faults', zh: '无故障' },
  oneFault: { en: '1 fault active', zh: '1 个故障生效' },
  faults: { en: '{count} faults active', zh: '{count} 个故障生效' },
} satisfies Readonly<Record<string, Text>>;
