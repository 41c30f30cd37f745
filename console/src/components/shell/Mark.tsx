/** The product's mark: a house that is a harbour. */
export function Mark({ size = 22 }: { size?: number }) {
  return <img src={`${import.meta.env.BASE_URL}favicon.svg`} width={size} height={size} alt="" />;
}
