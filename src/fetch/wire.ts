import type { Socket } from 'node:net';
import type { Agent } from 'undici';
import type { Exchange } from '../model/exchange.ts';
import { httpMessage } from './http-message.ts';

/** Listens to the sockets of one agent, so that what goes over them can be kept byte for byte. */
export interface Wire {
  /** Listens to a new connection to `origin`. */
  readonly tap: (socket: Socket, origin: string) => void;
  /** Keeps what goes to and from the origin of `url` from now on. One at a time per origin, which an agent of one connection per origin is. */
  readonly record: (url: URL) => Tape;
}

export interface Tape {
  /** What was kept, or undefined where no answer came. `why` is the reason for leaving off where it is known. */
  readonly end: (at: number, why?: Exchange['truncated']) => Exchange | undefined;
}

interface Kept {
  readonly sent: Uint8Array[];
  readonly received: Uint8Array[];
  address?: string;
}

export function createWire(): Wire {
  const tapes = new Map<string, Kept>();
  const addresses = new Map<string, string>();
  return {
    tap: (socket, origin) => {
      if (socket.remoteAddress !== undefined) addresses.set(origin, socket.remoteAddress);
      // undici writes requests with write() and takes answers with read(), decrypted where the connection is TLS.
      const read = socket.read.bind(socket);
      socket.write = new Proxy(socket.write.bind(socket), {
        apply: (write, self, given: readonly unknown[]): unknown => {
          const bytes = bytesOf(given[0], given[1]);
          if (bytes !== undefined) tapes.get(origin)?.sent.push(bytes);
          return Reflect.apply(write, self, given);
        },
      });
      socket.read = (size?: number): unknown => {
        const chunk: unknown = read(size);
        // Copied: undici's parser may hand on parts of the same memory.
        if (chunk instanceof Uint8Array) tapes.get(origin)?.received.push(Uint8Array.from(chunk));
        return chunk;
      };
    },
    record: (url) => {
      const kept: Kept = { sent: [], received: [] };
      tapes.set(url.origin, kept);
      return {
        end: (at, why) => {
          if (tapes.get(url.origin) === kept) tapes.delete(url.origin);
          const response = Buffer.concat(kept.received);
          if (response.length === 0) return undefined;
          const serverAddress = addresses.get(url.origin);
          const isWhole = httpMessage(response)?.isWhole;
          const truncated = isWhole === true ? undefined : (why ?? (isWhole === false ? 'disconnect' : undefined));
          return {
            url: url.href,
            at: new Date(at).toISOString(),
            request: Buffer.concat(kept.sent),
            response,
            ...(serverAddress === undefined ? {} : { serverAddress }),
            ...(truncated === undefined ? {} : { truncated }),
          };
        },
      };
    },
  };
}

function bytesOf(chunk: unknown, encoding: unknown): Uint8Array | undefined {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding === 'latin1' ? 'latin1' : 'utf8');
  return chunk instanceof Uint8Array ? Uint8Array.from(chunk) : undefined;
}

const wires = new WeakMap<Agent, Wire>();

/** Remembers which wire listens to an agent. */
export function listen(agent: Agent, wire: Wire): Agent {
  wires.set(agent, wire);
  return agent;
}

/** The wire that listens to an agent, if one does. */
export function wireOf(agent: Agent): Wire | undefined {
  return wires.get(agent);
}
