import { entry, plain } from '../entry.js';

/** Addresses that a command asks. */
export const TARGET = {
  TARGET_BAD_ADDRESS: plain(
    'the address must be a URL such as http://127.0.0.1:8000, without user and password',
    '地址应为 http://127.0.0.1:8000 这样的 URL，不带用户名和密码',
    {
      en: 'Write the scheme, `http://` or `https://`, and the host. A path in front of `/api` may follow.',
      zh: '写上 `http://` 或 `https://` 和主机名；后面可以有 `/api` 之前的路径。',
    },
  ),
  TARGET_BAD_CREDENTIALS: plain('the credentials must be a JSON object', '认证信息应为 JSON 对象', {
    en: 'Write `{"bk_app_code": "…", "bk_app_secret": "…", "bk_username": "…"}`, in single quotes in a shell.',
    zh: '写成 `{"bk_app_code": "…", "bk_app_secret": "…", "bk_username": "…"}`；在 shell 里用单引号括起来。',
  }),
  TARGET_NO_REPLY: entry<{ address: string; reason: string }>({
    en: ({ address, reason }) => `no reply from ${address}: ${reason}`,
    zh: ({ address, reason }) => `${address} 没有返回：${reason}`,
    cure: {
      en: 'Compare host and port. `ECONNREFUSED`: nothing listens there. `ETIMEDOUT`: allow more time with `--timeout`.',
      zh: '核对主机和端口。`ECONNREFUSED`：没有程序在监听；`ETIMEDOUT`：用 `--timeout` 延长等待时间。',
    },
    examples: [{ address: 'http://127.0.0.1:8000', reason: 'ECONNREFUSED' }],
  }),
  VERIFY_NOTHING_TO_SEND: entry<{ leftOut: number }>({
    en: ({ leftOut }) => `there is no recorded request to send; left out: ${leftOut}`,
    zh: ({ leftOut }) => `没有可发送的录制请求；未发送 ${leftOut} 个`,
    cure: {
      en: 'Record with `--record`, or save a HAR file: both keep requests with their bodies. `--all` also sends requests that may change something.',
      zh: '用 `--record` 录制，或保存 HAR 文件：两者都含请求体。用 `--all` 可一并发送可能改动数据的请求。',
    },
    examples: [{ leftOut: 3 }],
  }),
};
