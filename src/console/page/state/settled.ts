import { useEffect, useState } from 'preact/hooks';

/** A value that changes often, as it was when it last came to rest. @param ms time without a change after which it rests */
export const useSettled = <T>(value: T, ms: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
};
