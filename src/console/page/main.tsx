import { render } from 'preact';
import { App } from './app.tsx';
import { startFaults } from './state/active-faults.ts';
import { startFeed } from './state/feed.ts';
import { startSettings } from './state/sandbox-settings.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/controls.css';

startFeed();
startFaults();
startSettings();
render(<App />, document.getElementById('app') as HTMLElement);
