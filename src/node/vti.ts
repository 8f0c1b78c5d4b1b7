import { ArgumentError } from '../errors/argumentError.ts';
import { finite } from '../errors/check.ts';
import type { Grid } from '../grid/grid.ts';

/** Row-major cell values in the order of VTK, in which the first axis runs fastest. */
function firstAxisFastest(values: ArrayLike<number>, { shape, strides, size }: Grid): Float64Array {
  const out = new Float64Array(size);
  const [nx, ny, nz] = [shape[0], shape[1] ?? 1, shape[2] ?? 1];
  const [sx, sy, sz] = [strides[0], strides[1] ?? 0, strides[2] ?? 0];
  let at = 0;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) out[at++] = values[i * sx + j * sy + k * sz];
  return out;
}

function attribute(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/**
 * The bytes of a VTK image file (`.vti`, version 1.0, appended raw little-endian doubles), which ParaView opens: cell data on the
 * cells of a grid, of one to three dimensions.
 *
 * @param grid - the box; a missing axis has no extent.
 * @param fields - row-major cell values by name, each of `grid.size` entries; the first is the one that is shown.
 * @param time - written as the time of the file.
 * @throws ArgumentError for no field, and for one of another size.
 * Source: VTK file formats, XML image data.
 * @see [Files and other tools](/guide/files)
 */
export function vti(grid: Grid, fields: Readonly<Record<string, ArrayLike<number>>>, time = 0): Uint8Array {
  const names = Object.keys(fields);
  if (names.length === 0) throw new ArgumentError('fields', fields, 'one field or more');
  const wrong = names.find((name) => fields[name].length !== grid.size);
  if (wrong !== undefined)
    throw new ArgumentError(
      wrong,
      `${fields[wrong].length} values`,
      `as many as there are cells, ${grid.size}`,
    );
  const of = (f: (axis: Grid['axes'][number]) => number, missing: number): string =>
    [0, 1, 2].map((k) => (k < grid.dimension ? f(grid.axes[k]) : missing)).join(' ');
  const extent = [0, 1, 2].map((k) => `0 ${grid.shape[k] ?? 0}`).join(' ');
  const block = 8 + 8 * grid.size;
  const arrays = names.map(
    (name, k) =>
      `        <DataArray type="Float64" Name="${attribute(name)}" format="appended" offset="${k * block}"/>\n`,
  );
  const head = `<?xml version="1.0"?>
<VTKFile type="ImageData" version="1.0" byte_order="LittleEndian" header_type="UInt64">
  <ImageData WholeExtent="${extent}" Origin="${of((a) => a.lower, 0)}" Spacing="${of((a) => a.spacing, 1)}">
    <FieldData>
      <DataArray type="Float64" Name="TimeValue" NumberOfTuples="1" format="ascii">${finite('time', time)}</DataArray>
    </FieldData>
    <Piece Extent="${extent}">
      <CellData Scalars="${attribute(names[0])}">
${arrays.join('')}      </CellData>
    </Piece>
  </ImageData>
  <AppendedData encoding="raw">
_`;
  const start = new TextEncoder().encode(head);
  const end = new TextEncoder().encode('\n  </AppendedData>\n</VTKFile>\n');
  const bytes = new Uint8Array(start.length + names.length * block + end.length);
  bytes.set(start);
  const view = new DataView(bytes.buffer, start.length);
  for (const [k, name] of names.entries()) {
    view.setBigUint64(k * block, BigInt(8 * grid.size), true);
    const values = firstAxisFastest(fields[name], grid);
    for (let i = 0; i < values.length; i++) view.setFloat64(k * block + 8 + 8 * i, values[i], true);
  }
  bytes.set(end, start.length + names.length * block);
  return bytes;
}
