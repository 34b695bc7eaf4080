/** Tells which answers may be shown, when a question is asked again before the last one is answered. */
export interface AnswerOrder {
  /** Begins a question. @returns tells when its answer is there: false if that is older than what is shown */
  ask: () => () => boolean;
  /** Something was changed: answers to the questions before may not know of it. */
  change: () => void;
}

export const createAnswerOrder = (): AnswerOrder => {
  let asked = 0;
  let shown = 0;
  return {
    ask: () => {
      const number = (asked += 1);
      return () => {
        if (number < shown) return false;
        shown = number;
        return true;
      };
    },
    change: () => {
      shown = asked += 1;
    },
  };
};
