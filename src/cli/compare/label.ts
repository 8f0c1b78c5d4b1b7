/** How a solver or what it made is called: `jko/newton`. */
export function labelOf({
  method,
  ...rest
}: { method: string; name: string } | { method: string; solver: string }): string {
  return `${'name' in rest ? rest.name : rest.solver}/${method}`;
}
