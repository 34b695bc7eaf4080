/** The Chinese of what `fixtures/schema.json` says of collections, keys and defaults, by the English. */
export const CHINESE = {
  // Collections and kinds of rows.
  'At the top of a file; any may be left out.': '在文件的最外层；都可以省略。',
  'A module: what links service instances to a business and to a set template.':
    '模块：把服务实例与业务、集群模板联系起来。',
  'A service instance: a module, a host, and the processes of the one on the other.':
    '服务实例：一个模块、一台主机，以及该模块在该主机上的进程。',
  'A process, written as its attributes. CMDB models are open: attributes beyond these are kept and served untouched. A null is served as null, as CMDB does for what was never set.':
    '进程，直接写它的属性。CMDB 的模型可以自定义：表中没有的属性会保留，并原样返回。写 null 则返回 null，与 CMDB 中从未设置过的属性一样。',
  'An address that a process listens on. Attributes beyond these are kept as they are.':
    '进程监听的地址。表中没有的属性原样保留。',
  'Overrides fields of the relation between a process and its service instance.': '覆盖进程与服务实例关系中的字段。',
  'A business (业务).': '业务。',
  'A set template (集群模板).': '集群模板。',
  'A service template (服务模板): modules are made from it.': '服务模板：模块由它创建。',
  'A process template (进程模板): a process that a service template gives to its instances.':
    '进程模板：服务模板给其实例的进程。',
  'A set (集群): the level between a business and its modules.': '集群：业务与模块之间的一层。',
  'A host.': '主机。',
  'An app that is registered with the ESB. Checked in the auth mode strict.':
    '在 ESB 注册的应用。认证模式为 strict 时校验。',
  'A user. Checked in the auth mode strict.': '用户。认证模式为 strict 时校验。',
  'Need not be written.': '可以省略。',
  'Need not be written; where it is, every bk_biz_id must be in it.': '可以省略；写了时，所有 bk_biz_id 都须在其中。',
  'Need not be written; where it is, every set_template_id must be in it.':
    '可以省略；写了时，所有 set_template_id 都须在其中。',
  'Need not be written; where it is, the service_template_id of a process template must be in it.':
    '可以省略；写了时，进程模板的 service_template_id 须在其中。',
  'Need not be written; where it is, every bk_set_id must be in it.': '可以省略；写了时，所有 bk_set_id 都须在其中。',
  'Need not be written; where it is, every bk_host_id must be in it.': '可以省略；写了时，所有 bk_host_id 都须在其中。',
  'Modules, with their service instances nested or beside them.': '模块；其服务实例可以嵌套在内，也可以并列写出。',
  'Service instances that are not nested in a module.': '没有嵌套在模块中的服务实例。',
  'Processes that are not nested in a service instance.': '没有嵌套在服务实例中的进程。',
  'Apps, for the auth mode strict.': '应用，供认证模式 strict 使用。',
  'Users, for the auth mode strict.': '用户，供认证模式 strict 使用。',

  // Ids and places.
  'Module id, unique in the whole data.': '模块 ID，在全部数据中唯一。',
  'Service instance id, unique in the whole data.': '服务实例 ID，在全部数据中唯一。',
  'Process id, unique in the whole data.': '进程 ID，在全部数据中唯一。',
  'Business id, unique in the whole data.': '业务 ID，在全部数据中唯一。',
  'Set template id, unique in the whole data.': '集群模板 ID，在全部数据中唯一。',
  'Service template id, unique in the whole data.': '服务模板 ID，在全部数据中唯一。',
  'Process template id, unique in the whole data.': '进程模板 ID，在全部数据中唯一。',
  'Set id, unique in the whole data.': '集群 ID，在全部数据中唯一。',
  'Host id, unique in the whole data.': '主机 ID，在全部数据中唯一。',
  'The business it is in.': '所属业务。',
  'The set (集群) it is in.': '所属集群。',
  'The set template (集群模板) it came from.': '所用的集群模板。',
  'The service template it came from.': '所用的服务模板。',
  'The service template it belongs to.': '所属服务模板。',
  'The node above it.': '上级节点。',
  'The module it is in; not needed where it is nested in one. 0: it is not known; bk_biz_id is needed then.':
    '所属模块；嵌套在模块中时不需要。0 表示未知，这时必须写 bk_biz_id。',
  'The service instance it belongs to; not needed where it is nested in one.':
    '所属服务实例；嵌套在服务实例中时不需要。',
  'Its service instances.': '它的服务实例。',
  'Its processes.': '它的进程。',
  'False where it was imported without its processes: an empty reply then says that they are not known. Processes that are written count more.':
    '导入时没有抓取其进程则为 false：返回为空时，原因会说明进程未知。写出了进程时不起作用。',
  'Goes to `relation`.': '进入 `relation`。',

  // Attributes.
  'Labels, or null.': '标签，或 null。',
  'Who made it.': '创建者。',
  'Who changed it last.': '最后修改者。',
  'When it was made.': '创建时间。',
  'When it was last changed.': '最后修改时间。',
  'Supplier account (开发商账号).': '开发商账号。',
  'All attributes exactly as they are served, nothing filled in, in place of those beside it; or null for a process that is gone, of which only the relation is left.':
    '与返回完全一致的全部属性，不补默认值，取代旁边的属性；null 表示进程已不存在，只剩关系。',
  'Process alias.': '进程别名。',
  'Name of the binary.': '进程名称（二进制文件名）。',
  'Function id.': '功能 ID。',
  'Start parameters that tell the process from others.': '用于区分进程的启动参数。',
  'Whether it starts by itself.': '是否自动拉起。',
  'Seconds between automatic starts.': '自动拉起的间隔，秒。',
  'Description.': '描述。',
  'User it runs as.': '启动用户。',
  'Working directory.': '工作路径。',
  'Path of the pid file.': 'PID 文件路径。',
  'Start command.': '启动命令。',
  'Stop command.': '停止命令。',
  'Restart command.': '重启命令。',
  'Reload command.': '进程重载命令。',
  'Command that stops it by force.': '强制停止命令。',
  'Start priority.': '启动优先级。',
  'How many of it run.': '启动数量。',
  'Seconds until an operation counts as failed.': '操作超时时长，秒。',
  'Addresses it listens on.': '监听的地址。',
  'Whether the port is enabled.': '是否启用该端口。',
  'Bound IP.': '绑定的 IP。',
  'Port or ports; served as a string.': '端口，可以是多个；返回时为字符串。',
  '"1" TCP, "2" UDP, "3" TCP6, "4" UDP6; served as a string.': '"1" TCP，"2" UDP，"3" TCP6，"4" UDP6；返回时为字符串。',
  'Row of the process template.': '对应进程模板的行。',
  'Attributes of its processes, each as `{value, as_default_value}`.':
    '其进程的属性，各为 `{value, as_default_value}`。',
  'Shown where a user lacks permission for it.': '用户没有该业务的权限时显示。',
  'Service category (服务分类).': '服务分类。',
  '"1" test, "2" trial, "3" production.': '"1" 测试，"2" 体验，"3" 正式。',
  '"1" open, "2" closed.': '"1" 开放，"2" 关闭。',
  'Designed capacity.': '设计容量。',
  'Remarks.': '备注。',
  '1 for the set of idle hosts.': '空闲机所在的集群为 1。',
  'Cloud area (云区域).': '云区域。',

  // Stubs.
  'Replies of components that are not emulated.': '未模拟的组件的返回。',
  'The replies of a component that is not emulated: exactly one of `data`, `error` and `reply`. The first stub that matches a call answers it.':
    '未模拟的组件的返回：`data`、`error`、`reply` 只写其中一个。由第一个匹配的桩返回。',
  'An error of the system, in the envelope of its errors.': '系统的错误，放入错误返回。',
  'A reply that is sent as it is written, without an envelope.': '原样返回，不加外层结构。',
  'One more answer: exactly one of `data`, `error` and `reply`.': '之后的返回：`data`、`error`、`reply` 只写其中一个。',
  'The path below /api/, or SYSTEM.NAME for a component of the ESB.': '/api/ 下的路径；ESB 的组件也可写 SYSTEM.NAME。',
  'A name for people: the journal shows it.': '便于识别的名称，请求日志中会显示。',
  'HTTP method.': 'HTTP 方法。',
  'What the parameters must have: a map is a subset, lists and other values are equal.':
    '参数须满足的条件：映射为子集，列表和其他值须相等。',
  'The `data` of a success, any value. Texts in it may be templates.':
    '成功时的 `data`，任意值。其中的文本可以是模板。',
  'How many calls this answers.': '返回多少次。',
  'The answers after this one, in order.': '之后的返回，依次使用。',
  'The `code` of the envelope.': '返回中的 `code`。',
  'The `message` of the envelope. It may be a template.': '返回中的 `message`，可以是模板。',
  'The `permission` of the envelope, any value.': '返回中的 `permission`，任意值。',
  'HTTP status.': 'HTTP 状态码。',
  'Headers, beside or in place of the usual ones. Values may be templates.':
    '响应头，补充或取代默认的响应头。值可以是模板。',
  'If the body is Base64 of bytes that are no UTF-8, `base64`.': 'body 是 Base64（其字节不是 UTF-8）时写 `base64`。',
  'A text, or any other value, which is sent as compact JSON. Texts may be templates.':
    '文本；其他值以紧凑的 JSON 返回。文本可以是模板。',
  null: 'null',
  none: '无',
  nothing: '无',
  'GET and POST': 'GET 和 POST',
  '1 if another answer follows, otherwise any number': '后面还有返回时为 1，否则不限',

  // Accounts.
  'App id.': '应用 ID。',
  'Its secret, or several that are good at the same time.': '应用密钥，可以有多个同时有效。',
  'Whether it may name a user by bk_username alone, without a token (免登录态验证白名单).':
    '能否只凭 bk_username 指定用户，不需要登录态（免登录态验证白名单）。',
  'The components it may call.': '可以调用的组件。',
  'User name.': '用户名。',
  'Login state; without one the user is not logged in.': '登录态；没有则用户未登录。',
  'Tokens that stand for the user: as access_token in the header for the app, too; as bk_access_token only beside the credentials of that app.':
    '代表用户的令牌：作为请求头中的 access_token 时同时代表应用；作为 bk_access_token 时，须与该应用的认证信息一起发送。',
  'A token that stands for the user.': '代表用户的令牌。',
  'The token.': '令牌。',
  'The app it was given to.': '该令牌发给的应用。',
  'The businesses the user may see. No component that is here asks for it, as in CMDB; it is for components that do.':
    '用户可以查看的业务。与 CMDB 一样，现有组件都不校验，供会校验的组件使用。',

  // Defaults.
  '0, a process made without a template': '0，即不由模板创建',
  '0, none': '0，即没有',
  '0, not known': '0，即未知',
  1: '1',
  all: '全部',
  any: '任意',
  'an address in 10.0.0.0/8 made from the id': '由 id 得出的 10.0.0.0/8 内的地址',
  'as CMDB forms it, <ip>_<process>_<port>, from its host and its first process':
    '与 CMDB 的规则相同，由主机和第一个进程得出：<ip>_<process>_<port>',
  bk_process_name: 'bk_process_name',
  'bk_process_name and bk_func_name, both the alias': 'bk_process_name 和 bk_func_name，都取别名',
  create_time: 'create_time',
  creator: 'creator',
  'biz-<id>': 'biz-<id>',
  'host-<id>': 'host-<id>',
  'module-<id>': 'module-<id>',
  'process-<id>': 'process-<id>',
  'service-template-<id>': 'service-template-<id>',
  'set-<id>': 'set-<id>',
  'set-template-<id>': 'set-template-<id>',
  'its business': '所属业务',
  'its own id': '与自己的 id 相同',
  'that of its module': '与所属模块相同',
  'that of its set, or 0, none': '与所属集群相同；没有则为 0',
  'the business of its module': '所属模块的业务',
  'the business of the service instance': '所属服务实例的业务',
  'the host of the service instance': '所属服务实例的主机',
  'the id of the process': '该进程的 id',
  'that of its relation or property, or made from its service instance and its position there, from 1: 10002 for the second process of service instance 10':
    'relation 或 property 中的 id；都没有时，由所属服务实例的 id 和进程在其中的位置（从 1 数起）得出：服务实例 10 的第二个进程是 10002',
  'that of its relation': '与 relation 中的相同',
  'the position of this row, from 1': '该行的位置，从 1 数起',
  'the service instance that the process belongs to': '该进程所属的服务实例',
};
