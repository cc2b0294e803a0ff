import { ReflectionKind } from 'typedoc';

const DOCUMENTED =
  ReflectionKind.Enum |
  ReflectionKind.EnumMember |
  ReflectionKind.Variable |
  ReflectionKind.Function |
  ReflectionKind.Class |
  ReflectionKind.Interface |
  ReflectionKind.Property |
  ReflectionKind.Method |
  ReflectionKind.Accessor |
  ReflectionKind.TypeAlias;

/** Members of a plain object type or of a constant need no comment of their own. */
const DECLARING = ReflectionKind.Module | ReflectionKind.Class | ReflectionKind.Interface | ReflectionKind.Enum;

const hasText = (comment) => comment !== undefined && (comment.hasVisibleComponent() || comment.hasModifier('@inheritDoc'));

function isDocumented(reflection) {
  if (hasText(reflection.comment)) return true;
  // For a property that is a function, typedoc puts the comment there.
  const ofType = reflection.type?.declaration?.signatures ?? [];
  const signatures = [...(reflection.signatures ?? []), reflection.getSignature, reflection.setSignature, ...ofType].filter(Boolean);
  return signatures.some((signature) => hasText(signature.comment));
}

/** The names of the exports, and their members, that have no TSDoc. @returns {string[]} */
export function undocumented(project) {
  const names = new Set();
  for (const reflection of project.getReflectionsByKind(DOCUMENTED)) {
    if (!reflection.parent?.kindOf(DECLARING)) continue;
    // [Symbol.dispose] and similar methods, which the language defines.
    if (reflection.name.startsWith('[')) continue;
    // Inherited from another library, or from one of ours that is checked anyway.
    if (reflection.inheritedFrom || reflection.flags.isExternal || reflection.flags.isPrivate) continue;
    if (!isDocumented(reflection)) names.add(reflection.getFullName());
  }
  return [...names].sort();
}
