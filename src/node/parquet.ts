import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Trajectory } from '../flow/trajectory.ts';
import { stepColumns } from './columns.ts';

const WHOLE = ['step', 'iterations'];

/**
 * The diagnostics of a run as the bytes of an Apache Parquet file: the columns of `stepsCsv`, doubles and 32-bit integers, null where a
 * solver has no value.
 *
 * @see [Files and other tools](/guide/files)
 */
export function stepsParquet(trajectory: Trajectory): Uint8Array {
  const numbers = [...stepColumns(trajectory)].map(([name, values]) => ({
    name,
    data: [...values],
    type: WHOLE.includes(name) ? ('INT32' as const) : ('DOUBLE' as const),
  }));
  const status = { name: 'status', data: [...trajectory.status], type: 'STRING' as const };
  return new Uint8Array(parquetWriteBuffer({ columnData: [...numbers, status] }));
}
