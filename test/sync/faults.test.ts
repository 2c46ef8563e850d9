import { tellFaults } from './fault-stories.ts';

tellFaults({ isRelayed: false });
