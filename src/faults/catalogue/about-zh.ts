import type { FailureName } from '../spec/fault-spec.js';

/** The failures of the catalogue in Chinese, as the Chinese page of faults has them. */
export const ABOUT_ZH: Readonly<Record<FailureName, string>> = {
  'rate-limited': 'ESB 限流：1306429 Access frequency limit。开源 ESB 从不返回它',
  'cmdb-rate-limited': 'CMDB 限流：1199997 too many requests',
  'no-permission': '用户无权访问该业务：9900403，`permission` 中有需要申请的权限。这里模拟的组件从不返回它',
  'app-forbidden': '应用没有该组件的权限：1306403',
  'cmdb-down': 'CMDB 一直没有返回：30 秒（或 `latency`）后 ESB 返回 1306201 … response time exceeds 30 seconds …',
  'cmdb-refused': 'CMDB 拒绝 ESB 的连接：1306201 … Connection refused …',
  'cmdb-not-json': 'CMDB 的返回不是 JSON：1306000 … the response content is not a json string: …',
  'cmdb-failed':
    'CMDB 数据库查询失败：1199017 Failed to query data；`list_process_instance` 包装为 1108024，`list_process_detail_by_ids` 则返回 1199002',
  'cmdb-internal': 'CMDB 内部错误：1199998 Unknown or unrecognized error',
  'esb-error': 'ESB 自身出错：HTTP 500，没有 code 和 request_id',
  'bad-gateway': '前面的代理等不到返回：HTTP 502（`status` 可设为 503、504），HTML 页面',
  timeout: '一分钟（或 `latency`）内没有任何返回，之后代理返回 HTTP 504 页面；等待时间更短的客户端会遇到自己的超时',
  slow: '返回正常，但晚三秒（或 `latency`）',
  reset: '还没有返回任何内容，连接就被重置',
  truncated: '返回内容还没传完，连接就断开',
  malformed: '返回内容只有一半，而 `Content-Length` 与之相符：HTTP 200，JSON 不完整',
};
