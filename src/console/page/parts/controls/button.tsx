import type { ComponentChildren } from 'preact';

interface ButtonProps {
  children: ComponentChildren;
  onClick?: () => void;
  /** `primary` is the one that a view is for; `danger` loses something; `plain` has no frame. */
  kind?: 'primary' | 'danger' | 'plain';
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** The name for those who do not see what it shows. */
  label?: string;
  pressed?: boolean;
  /** Id of the text that describes it. */
  describedBy?: string;
}

export const Button = ({
  children,
  onClick,
  kind,
  type = 'button',
  disabled = false,
  label,
  pressed,
  describedBy,
}: ButtonProps) => (
  <button
    class={kind === undefined ? 'button' : `button ${kind}`}
    type={type}
    disabled={disabled}
    aria-label={label}
    aria-pressed={pressed}
    aria-describedby={describedBy}
    title={label}
    onClick={onClick}
  >
    {children}
  </button>
);
