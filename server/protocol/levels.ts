export { higherLevel, includesLevel, type Level, LEVELS } from '../core/levels.ts';
