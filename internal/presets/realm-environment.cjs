const { TestEnvironment } = require('jest-environment-node');

/**
 * jest runs tests in a vm context, native code makes its objects in the outer one: a Buffer, Promise or Error from
 * there is `instanceof` the outer class only. Here the inner class accepts both, as it does outside jest.
 */
module.exports = class RealmEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of ['Error', 'TypeError', 'RangeError', 'Promise', 'Array', 'Date', 'Function', 'Map', 'Set']) {
      const inner = this.global[name];
      const outer = globalThis[name];
      Object.defineProperty(inner, Symbol.hasInstance, {
        configurable: true,
        value(candidate) {
          const ordinary = Function.prototype[Symbol.hasInstance];
          return ordinary.call(this, candidate) || (this === inner && ordinary.call(outer, candidate));
        },
      });
    }
  }
};
