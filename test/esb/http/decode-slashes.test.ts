import t from 'tap';
import { decodeSlashes } from '../../../src/esb/http/decode-slashes.js';

t.test('an escaped slash is one in the paths of the ESB, and nowhere else', (t) => {
  const path = '/api/c/compapi/v2/cc/list_process_instance/';
  const cases: [target: string, decoded: string][] = [
    [path, path],
    ['/api%2Fc%2fcompapi/v2/cc%2Flist_process_instance%2F', path],
    ['/api/c%2F?a=%2F', '/api/c/?a=%2F'],
    ['/api/c?a=%2F', '/api/c?a=%2F'],
    ['http://esb.test/api%2Fc/x#%2F', 'http://esb.test/api/c/x#%2F'],
    ['/api/c/list%20x', '/api/c/list%20x'],
    ['/api/cc%2Fx', '/api/cc%2Fx'],
    ['/api/v3/findmany/proc/service/set_template/list_service_instance/biz/2%2F3', ''],
    ['/api/bk-cmdb/prod/api/v3%2Fx', ''],
  ];
  for (const [target, decoded] of cases) t.equal(decodeSlashes(target), decoded === '' ? target : decoded, target);
  t.end();
});
