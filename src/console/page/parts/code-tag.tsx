/** The code of an envelope, or the HTTP status where there is none. */
export const CodeTag = ({ status, code }: { status: number | null; code: number | null }) => {
  const isGood = code === 0 || (code === null && status !== null && status < 400);
  return <span class={`tag ${isGood ? 'good' : 'bad'}`}>{code ?? (status === null ? '—' : `HTTP ${status}`)}</span>;
};
