// What the bench times, in one module that it bundles: the parts of the program by themselves, without the command.
export { analyse } from '../../src/analyse/analyse.ts';
export { compile } from '../../src/analyse/compile.ts';
export { compiledRules } from '../../src/cli/compiled-rules.ts';
export { compareKeyed } from '../../src/compare/compare-texts.ts';
export { keyed, makeTextMemory } from '../../src/compare/text-memory.ts';
export { extractMarkdown } from '../../src/extract/markdown.ts';
export { ruleSetFrom } from '../../src/load/rules.ts';
export { ruleFiles } from 'earshot:rule-files';
