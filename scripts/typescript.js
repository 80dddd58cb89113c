import { registerHooks } from 'node:module';

// For scripts that import TypeScript of this project: Node strips its types, but imports name the .js that it becomes.
// Import this first, and the TypeScript by `import()`.
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!/^\..*\.js$/.test(specifier)) throw error;
      return next(specifier.replace(/js$/, 'ts'), context);
    }
  },
});
