import { answerScenarios } from './answers.mjs';
import { mistakeScenarios } from './mistakes.mjs';
import { programs } from './programs.mjs';
import { setoptScenarios } from './setopt.mjs';
import { stateScenarios } from './states.mjs';

/** All scenarios by their kind. @param options the names of pycurl's options */
export const scenarios = (options) => ({
  setopt: setoptScenarios(options),
  programs,
  answers: answerScenarios,
  states: stateScenarios,
  mistakes: mistakeScenarios,
});
