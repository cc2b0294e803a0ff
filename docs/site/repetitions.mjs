import { ReflectionKind } from 'typedoc';

/**
 * Leaves out of a page what another one has: the members that an interface inherits, where the page names those that it extends,
 * and the constants that pycurl's classes have, which are a table of the package's own. Without this an option would be
 * found ten times.
 * @param {import('typedoc').ProjectReflection} project
 */
export function leaveOutRepetitions(project) {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassOrInterface)) {
    const gone = new Set();
    const isInterface = reflection.kindOf(ReflectionKind.Interface);
    for (const member of [...(reflection.children ?? [])]) {
      const isInherited = isInterface && member.inheritedFrom !== undefined;
      const isConstant =
        reflection.parent?.name === '@curlew/pycurl-compat' && /^[A-Z]{2}/.test(member.name) && !/Callback/.test(reflection.name);
      if (isInherited || isConstant) gone.add(member);
    }
    for (const member of gone) project.removeReflection(member);
    // The groups of a page are lists of their own.
    for (const group of reflection.groups ?? []) group.children = group.children.filter((member) => !gone.has(member));
    if (reflection.groups) reflection.groups = reflection.groups.filter(({ children }) => children.length > 0);
  }
}
