import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LedgerError } from '../../errors/ledgerError.ts';

/** Seconds between two signs of life, and those without one after which a process on another machine counts as dead. */
const HEARTBEAT = 15;
const SILENCE = 90;

/** A folder that this process has for itself. */
export interface Claim {
  release(): Promise<void>;
}

/** Where and what a process is; no two are alike, not even if one has the number of another before it. */
interface Process {
  readonly host: string;
  /** Which start of the machine. */
  readonly boot: string;
  readonly pid: number;
  /** When the process started, in the kernel's ticks since the machine did. */
  readonly started: string;
}

/** What the kernel says; empty where there is no such file, as outside of Linux. */
function kernel(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function startOf(pid: number): string {
  // The name of the program, in parentheses, may hold anything: fields are counted behind it, the start being the twentieth.
  const fields = kernel(`/proc/${pid}/stat`).split(') ').pop() ?? '';
  const [state, ...rest] = fields.split(' ');
  // One that was killed and waits for its parent to hear of it has a number still, but is gone.
  return state === 'Z' ? '' : (rest[18] ?? '');
}

function thisProcess(): Process {
  const { pid } = process;
  return { host: hostname(), boot: kernel('/proc/sys/kernel/random/boot_id'), pid, started: startOf(pid) };
}

// A claim is an empty file whose name says everything: it is there with all that it says, or not at all.
const NAME = /^claim~([^~]*)~([^~]*)~(\d+)~(\d*)~[^~]*$/;

function nameOf({ host, boot, pid, started }: Process): string {
  return `claim~${encodeURIComponent(host).replaceAll('~', '-')}~${boot}~${pid}~${started}~${randomUUID()}`;
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user's is not ours to signal, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether the process that made a claim is still there. @param age - seconds since its last sign of life. */
function isAlive(claim: Process, self: Process, age: number): boolean {
  if (claim.host !== self.host) return age < SILENCE;
  if (claim.boot !== self.boot) return false;
  return runs(claim.pid) && startOf(claim.pid) === claim.started;
}

/** The claims of others on a folder that are alive; the others are taken away. */
async function livingRivals(folder: string, own: string, self: Process): Promise<Process[]> {
  // Both dates are the file server's: clocks of machines may differ.
  const now = (await stat(join(folder, own))).mtimeMs;
  const living: Process[] = [];
  for (const name of await readdir(folder)) {
    const match = NAME.exec(name);
    if (match === null || name === own) continue;
    const [, host, boot, pid, started] = match;
    const claim = { host: decodeURIComponent(host), boot, pid: Number(pid), started };
    const found = await stat(join(folder, name)).catch(() => null);
    if (found === null) continue;
    if (isAlive(claim, self, (now - found.mtimeMs) / 1000)) living.push(claim);
    else await rm(join(folder, name), { force: true });
  }
  return living;
}

/**
 * Takes a folder for this process alone, until it releases it or ends, however it ends.
 *
 * Everyone first leaves a claim and then looks for those of others, so that of two who come at the same time one at least sees the
 * other, and no two go on. Claims of processes that are gone are told by their number and start, and taken away; those on other machines,
 * by a silence of 90 s.
 *
 * @throws LedgerError if another process, or this one, has it.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  const self = thisProcess();
  const own = nameOf(self);
  const path = join(folder, own);
  const file = await open(path, 'wx');
  const heartbeat = setInterval(() => {
    file.write('.', 0).catch(() => undefined);
  }, 1000 * HEARTBEAT);
  heartbeat.unref();
  const release = async (): Promise<void> => {
    clearInterval(heartbeat);
    await file.close();
    await rm(path, { force: true });
  };
  try {
    const [rival] = await livingRivals(folder, own, self);
    if (rival === undefined) return { release };
    const elsewhere = `; should that be gone, wait ${SILENCE} s`;
    throw new LedgerError(
      `${folder} is in use by process ${rival.pid} on ${rival.host}${rival.host === self.host ? '' : elsewhere}`,
    );
  } catch (error) {
    await release();
    throw error;
  }
}
