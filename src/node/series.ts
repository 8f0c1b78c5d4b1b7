import type { Trajectory } from '../flow/trajectory.ts';
import { vti } from './vti.ts';
import type { FileContents } from './writeFiles.ts';

/**
 * The densities of a run for ParaView: a collection `name.pvd`, and beside it one `name-k.vti` per saved time.
 *
 * @param name - of the files, without a folder and an ending.
 */
export function vtiSeries(name: string, { snapshots, flow }: Trajectory): FileContents {
  const digits = String(snapshots.length - 1).length;
  const files = new Map<string, string | Uint8Array>();
  const lines = snapshots.map(({ time, density }, k) => {
    const file = `${name}-${String(k).padStart(digits, '0')}.vti`;
    files.set(file, vti(flow.grid, { density: density.values }, time));
    return `    <DataSet timestep="${time}" file="${file.replaceAll('&', '&amp;')}"/>\n`;
  });
  const collection = `<?xml version="1.0"?>
<VTKFile type="Collection" version="0.1" byte_order="LittleEndian">
  <Collection>
${lines.join('')}  </Collection>
</VTKFile>
`;
  return files.set(`${name}.pvd`, collection);
}
