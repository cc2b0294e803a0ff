// npm run check:throws: every public function, constructor, method and accessor whose body throws, or calls a function of ours
// that may throw, says so by @throws. Prints each that does not, with the call that throws, and fails if there is one.
//
// It follows calls as the type checker resolves them, through all packages. It does not see exceptions of Node's functions, of
// native code that does not return a status, of callbacks, or through values whose type is an interface.
import { join, relative } from 'node:path';
import ts from 'typescript';
import { ENTRY_POINTS } from '../docs/site/entry-points.mjs';
import { root } from './setup.mjs';

const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent({ ...config, files: Object.values(ENTRY_POINTS) }, ts.sys, root);
const program = ts.createProgram(
  Object.values(ENTRY_POINTS).map((file) => join(root, file)),
  options,
);
const checker = program.getTypeChecker();

const isOurs = (node) => /\/packages\/[^/]+\/src\//.test(node.getSourceFile().fileName);
const tagsOf = (node) => ts.getJSDocTags(node).map((tag) => tag.tagName.text);
const hasThrows = (node) => tagsOf(node).includes('throws') || tagsOf(node).includes('inheritDoc');

/** The declarations that a symbol stands for, behind imports. */
function declarationsOf(symbol) {
  if (!symbol) return [];
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.declarations ?? [];
}

/** The function that a declaration is or, for a constant, has as its value. */
function functionOf(declaration) {
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) {
    const { initializer } = declaration;
    return initializer && ts.isFunctionLike(initializer) ? initializer : undefined;
  }
  return ts.isFunctionLike(declaration) && declaration.body ? declaration : undefined;
}

/** The constructor that `new` runs: the class's own, or the one that it inherits. */
function constructorOf(declaration) {
  if (!ts.isClassLike(declaration)) return undefined;
  const own = declaration.members.find((member) => ts.isConstructorDeclaration(member) && member.body);
  if (own) return own;
  const base = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const [inherited] = base ? declarationsOf(checker.getSymbolAtLocation(base.expression)) : [];
  return inherited && isOurs(inherited) ? constructorOf(inherited) : undefined;
}

/** The functions of ours that a node calls. */
function calleesOf(node) {
  if (ts.isCallExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
      const declaration = checker.getTypeAtLocation(node.expression).symbol?.declarations?.find(ts.isClassLike);
      return [declaration && constructorOf(declaration)].filter(Boolean);
    }
    const symbol = checker.getSymbolAtLocation(node.expression);
    return declarationsOf(symbol).filter(isOurs).map(functionOf).filter(Boolean);
  }
  if (ts.isNewExpression(node))
    return declarationsOf(checker.getSymbolAtLocation(node.expression)).filter(isOurs).map(constructorOf).filter(Boolean);
  if (ts.isPropertyAccessExpression(node)) {
    const isTarget =
      ts.isBinaryExpression(node.parent) && node.parent.left === node && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return declarationsOf(checker.getSymbolAtLocation(node)).filter(
      (declaration) =>
        isOurs(declaration) && (isTarget ? ts.isSetAccessor(declaration) : ts.isGetAccessor(declaration)) && declaration.body,
    );
  }
  return [];
}

/** Whether a call gives a promise whose rejection is handled at once, by `.catch(…)` or the second argument of `.then`. */
function isHandled(node) {
  const { parent } = node;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(parent) || parent.expression !== node) return false;
  const handlers = ts.isCallExpression(parent.parent) ? parent.parent.arguments.length : 0;
  return parent.name.text === 'catch' || (parent.name.text === 'then' && handlers > 1);
}

/** Functions that throw for arguments or states that their callers here rule out. */
const NEVER = new Set([
  'CookieJar.refresh', // COOKIELIST of the jar's own handle, which the callers know to be open
  'SessionResources.release', // closes idle handles, which are in no callback
  'connectionStats', // infos that every libcurl has, of handles with transfers
  'Response.source', // a response that is a stream has a source
  'TransferHandle.status', // RESPONSE_CODE, which every outcome has
  'mockedWrapper', // a wrapper without options
]);

/** By function: the first thing in it that throws, as text, or undefined. */
const verdicts = new Map();

function whatThrows(node) {
  if (NEVER.has(nameOf(node))) return undefined;
  if (verdicts.has(node)) return verdicts.get(node);
  verdicts.set(node, undefined);
  let found;
  const visit = (child) => {
    if (found) return;
    if (ts.isFunctionLike(child) || ts.isClassLike(child)) return;
    if (ts.isTryStatement(child) && child.catchClause) {
      visit(child.catchClause);
      if (child.finallyBlock) visit(child.finallyBlock);
      return;
    }
    if (ts.isThrowStatement(child)) found = place(child);
    for (const callee of isHandled(child) ? [] : calleesOf(child)) {
      const inner = whatThrows(callee);
      if (inner && !found) found = `${place(child)} calls ${nameOf(callee)}, ${inner}`;
    }
    ts.forEachChild(child, visit);
  };
  if (node.parameters) for (const parameter of node.parameters) if (parameter.initializer) visit(parameter.initializer);
  visit(node.body);
  verdicts.set(node, found);
  return found;
}

const place = (node) => {
  const file = node.getSourceFile();
  return `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

function nameOf(node) {
  const owner = ts.isClassLike(node.parent) ? `${node.parent.name?.text}.` : '';
  if (ts.isConstructorDeclaration(node)) return `${owner}constructor`;
  return owner + (node.name?.getText() ?? node.parent.name?.getText() ?? '(a function)');
}

const isHidden = (member) =>
  tagsOf(member).includes('internal') ||
  (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0 ||
  (member.name !== undefined && (ts.isPrivateIdentifier(member.name) || ts.isComputedPropertyName(member.name)));

/** The public functions of an export, each with the declarations that may have its comment (its overloads). */
function* publicFunctions(declaration) {
  if (!isOurs(declaration) || tagsOf(declaration).includes('internal')) return;
  if (!ts.isClassLike(declaration)) {
    const body = functionOf(declaration);
    const overloads = declarationsOf(checker.getSymbolAtLocation(declaration.name ?? declaration));
    if (body) yield [body, [declaration, ...overloads]];
    return;
  }
  for (const member of declaration.members) {
    const body = functionOf(member);
    if (!body) continue;
    const name = member.name?.getText();
    // The comment of an accessor is at its getter.
    const same = (other) => other.kind === member.kind || (ts.isAccessor(other) && ts.isAccessor(member));
    const overloads = declaration.members.filter((other) => same(other) && other.name?.getText() === name);
    if (overloads.every(isHidden)) continue;
    yield [body, overloads];
  }
}

const seen = new Set();
let count = 0;
for (const file of Object.values(ENTRY_POINTS)) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, file)));
  for (const symbol of checker.getExportsOfModule(module))
    for (const declaration of declarationsOf(symbol))
      for (const [body, commented] of publicFunctions(declaration)) {
        if (seen.has(body)) continue;
        seen.add(body);
        const reason = commented.some(hasThrows) ? undefined : whatThrows(body);
        if (!reason) continue;
        count++;
        process.stderr.write(`${place(body)}: ${nameOf(body)} has no @throws, but ${reason}\n`);
      }
}
process.stdout.write(`${seen.size} public functions, ${count} without the @throws that they need\n`);
process.exitCode = count > 0 ? 1 : 0;
