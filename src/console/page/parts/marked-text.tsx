/** A text of the API, in which names stand between backquotes. */
export const MarkedText = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</>
);
