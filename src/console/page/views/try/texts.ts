import type { Text } from '../../../../model/language.ts';

export const TRY = {
  title: { en: 'Try it', zh: '试一试' },
  about: {
    en: 'Send a call as an app would, with ids that exist, and see the reply and why it is so.',
    zh: '像应用一样发送调用（可选用已有的 ID），查看返回及原因。',
  },
  operation: { en: 'Operation', zh: '接口' },
  ESB: { en: 'ESB', zh: 'ESB' },
  'CMDB API': { en: "CMDB's own API", zh: 'CMDB 自身的 API' },
  'API gateway': { en: 'API gateway', zh: 'API 网关' },
  stubs: { en: 'Stubs', zh: '桩' },
  details: { en: 'About this operation', zh: '接口说明' },
  method: { en: 'Method', zh: '请求方法' },
  credentials: { en: 'Credentials', zh: '认证信息' },
  path: { en: 'Path', zh: '路径参数' },
  headers: { en: 'Headers', zh: '请求头' },
  body: { en: 'Parameters', zh: '参数' },
  form: { en: 'Form', zh: '表单' },
  raw: { en: 'JSON', zh: 'JSON' },
  rawLabel: { en: 'Parameters as JSON', zh: '参数（JSON）' },
  shape: { en: 'How the parameters are shown', zh: '参数的显示方式' },
  notJson: { en: 'This is not valid JSON: {problem}', zh: 'JSON 无效：{problem}' },
  notMap: { en: 'The parameters are no map, so there is no form for them.', zh: '参数不是对象，无法以表单显示。' },
  mend: {
    en: 'It is sent as it is. Mend it in the JSON to see the form.',
    zh: '将按原样发送。请在 JSON 中修正后再使用表单。',
  },
  asText: { en: 'Not valid JSON: it is sent as a string.', zh: 'JSON 无效，将作为字符串发送。' },
  noQuery: {
    en: 'The parameters of a {method} go into the address, so they have to be a map.',
    zh: '{method} 的参数放在地址中，必须是对象。',
  },
  required: { en: '{name} (required)', zh: '{name}（必填）' },
  commas: { en: 'several with commas between', zh: '多个值用逗号分隔' },
  absent: { en: 'absent', zh: '不传' },
  send: { en: 'Send', zh: '发送' },
  cancel: { en: 'Cancel', zh: '取消' },
  sending: { en: 'Sending …', zh: '正在发送……' },
  reset: { en: 'Example', zh: '恢复示例' },
  keys: { en: 'Ctrl+Enter or ⌘+Enter', zh: 'Ctrl+Enter 或 ⌘+Enter' },
  noMatch: {
    en: 'No operation has the path of request {id}. A stub can stand for its component.',
    zh: '没有接口对应请求 {id} 的路径，可以为其组件创建桩。',
  },
  unknown: { en: 'There is no operation {id} in this sandbox.', zh: '本沙箱中没有接口 {id}。' },
} satisfies Readonly<Record<string, Text>>;

export const REPLY = {
  title: { en: 'Reply', zh: '返回' },
  none: { en: 'The reply to what you send is shown here.', zh: '发送后在此显示返回。' },
  notSent: { en: 'No reply came: {reason}', zh: '没有收到返回：{reason}' },
  bytes: { en: '{count} bytes', zh: '{count} 字节' },
  headers: { en: 'Headers ({count})', zh: '响应头（{count}）' },
  body: { en: 'Body', zh: '返回内容' },
  empty: { en: 'The body is empty.', zh: '返回内容为空。' },
  request: { en: 'Request {id}', zh: '请求 {id}' },
} satisfies Readonly<Record<string, Text>>;
