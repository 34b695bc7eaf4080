import t from 'tap';
import { amount, grouped, rate } from '../../../src/cli/output/amounts.js';

t.equal(grouped(1234567.8), '1,234,568');
t.equal(amount(1, 'process'), '1 process');
t.equal(amount(2000, 'process'), '2,000 processes');
t.equal(amount(0, 'file'), '0 files');
t.equal(rate(1000, 2000, 'en'), '2.0 s, 500 a second');
t.equal(rate(1000, 12_345, 'en'), '12 s, 81 a second');
t.equal(rate(1000, 2000, 'zh'), '2.0 s，每秒 500 个');
